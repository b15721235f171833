/** What an EOB names when a plain payment adjusts its row or moves part of it to the patient; the screen offers the same. */
export const ADJUSTMENT_CODES = [
  { value: 'CO-45', label: 'CO-45 Contractual' },
  { value: 'CO-97', label: 'CO-97 Included' },
  { value: 'CO-59', label: 'CO-59 Multiple' },
  { value: 'CO-253', label: 'CO-253 Sequestration' },
  { value: 'OA-23', label: 'OA-23 Earlier payer' },
];

export const TO_PATIENT_CODES = [
  { value: 'PR-2', label: 'PR-2 Coinsurance' },
  { value: 'PR-1', label: 'PR-1 Deductible' },
  { value: 'PR-3', label: 'PR-3 Copay' },
  { value: 'PR-96', label: 'PR-96 Not covered' },
];

/** What an EOB names when a plain payment adjusts its row or moves part of it to the patient. */
export const ADJUSTMENT_CODES = [
  { value: 'CO-45', label: 'CO-45 Contractual adjustment' },
  { value: 'CO-97', label: 'CO-97 Included in another service' },
  { value: 'CO-59', label: 'CO-59 Multiple procedures' },
  { value: 'CO-253', label: 'CO-253 Sequestration' },
  { value: 'OA-23', label: 'OA-23 Earlier payer’s part' },
];

export const TO_PATIENT_CODES = [
  { value: 'PR-1', label: 'PR-1 Deductible' },
  { value: 'PR-2', label: 'PR-2 Coinsurance' },
  { value: 'PR-3', label: 'PR-3 Copay' },
  { value: 'PR-96', label: 'PR-96 Not covered' },
];

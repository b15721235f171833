// A form opened long ago gets a fresh token with its refusal, so that the same person may simply press again.
document.addEventListener('form-token', ({ detail }) => {
  for (const field of document.querySelectorAll('input[name="_token"]')) field.value = detail.token;
});

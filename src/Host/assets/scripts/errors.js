// A form that came back is read from what is wrong with it.
export function showWhatIsWrong() {
  document.querySelector(".kb-error-summary")?.focus();
}

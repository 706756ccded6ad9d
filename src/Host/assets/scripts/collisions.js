// Whoever mends their own text has chosen it. Without scripts the choice is made by its button alone.
export function chooseWhatIsMended() {
  document.addEventListener("input", (event) => {
    const mine = event.target.closest(".kb-collision > div")?.querySelector('.kb-take input[value="mine"]');
    if (mine && mine !== event.target) mine.checked = true;
  });
}

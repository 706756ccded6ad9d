// Shortcuts are Alt+Shift and a letter, so that none is struck by chance or taken from a screen reader; /arbete/kortkommandon lists them.
// Whoever writes in a field is left alone: on some keyboards these are letters too.
const writing = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button], [type=submit])";

export function followShortcuts() {
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.target.matches?.(writing)) return;
    const target = document.querySelector(`[data-shortcut="${CSS.escape(event.code)}"]`);
    if (!target) return;
    event.preventDefault();
    target.focus();
    if (target.localName === "a") target.click();
  });
}

export function closeOpenMenus() {
  const open = () => document.querySelector("details.kb-who[open]");
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && open();
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    const menu = open();
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
}

export function printOnDemand() {
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
}

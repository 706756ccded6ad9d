// Narrows a list that is on the page already, as a name is typed; nothing leaves the browser.
export function narrowLists() {
  for (const box of document.querySelectorAll("[data-narrows]")) narrow(box);
}

function narrow(box) {
  const field = box.querySelector("input[type=search]");
  const told = box.querySelector("[role=status]");
  const rows = [...document.querySelectorAll(`[data-rows="${CSS.escape(box.dataset.narrows)}"] > *`)].map((row) => ({ row, name: plain((row.querySelector("th, a") ?? row).textContent) }));
  const show = () => {
    const words = plain(field.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const { row, name } of rows) {
      row.hidden = !words.every((word) => name.includes(word));
      if (!row.hidden) shown++;
    }
    told.textContent = words.length === 0 ? "" : shown === 0 ? box.dataset.none : box.dataset.some.replace("{0}", shown).replace("{1}", rows.length);
  };
  field.addEventListener("input", show);
  // A page that is come back to keeps what was written in its fields.
  addEventListener("pageshow", () => field.value && show());
}

// Accents that a keyboard lacks are passed over; å, ä and ö are letters of their own.
function plain(text) {
  return text.toLocaleLowerCase("sv").normalize("NFC").replace(/[^åäö\p{ASCII}]/gu, (letter) => letter.normalize("NFD").replace(/\p{M}/gu, "")).replace(/\s+/g, " ").trim();
}

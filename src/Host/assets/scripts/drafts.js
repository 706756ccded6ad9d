// Keeps what is being typed, at most five seconds behind the hand, so that a time-out, a sign-out or a killed browser loses nothing.
const pause = 4000;

export function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
}

function keep(form) {
  const line = document.createElement("p");
  line.className = "kb-draft";
  line.setAttribute("role", "status");
  form.append(line);
  let timer = 0;
  let underWay = null;
  let isDirty = false;

  const save = () => {
    clearTimeout(timer);
    timer = 0;
    if (!isDirty) return underWay;
    isDirty = false;
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    body.set("_place", `${location.pathname}#${form.id}`);
    underWay = fetch("/utkast", { method: "POST", body, keepalive: true, credentials: "same-origin" })
      .then((answer) => tell(answer.ok), () => tell(false))
      .finally(() => (underWay = null));
    return underWay;
  };
  // What could not be kept is tried again with the next stroke; the words are still on the page.
  const tell = (isKept) => {
    if (!isKept) isDirty = true;
    line.textContent = isKept ? form.dataset.draftSaved.replace("{0}", new Date().toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" })) : form.dataset.draftFailed;
  };

  const touched = () => {
    isDirty = true;
    timer ||= setTimeout(save, pause);
  };
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  // A draft that arrives after the form itself would come back as a ghost of what has been sent.
  form.addEventListener("submit", (event) => {
    isDirty = false;
    clearTimeout(timer);
    if (!underWay) return;
    event.preventDefault();
    underWay.then(() => form.requestSubmit(event.submitter));
  });
}

// Sends a look-up by itself when all of it is there, and shows the answer on the page. Every look-up stands in a log that the family reads, so a number that is half
// written, a reason that is still being written and a question that has been asked already are never sent.
const pause = 300;

export function lookUpWhenComplete() {
  for (const form of document.querySelectorAll("form[data-look-up]")) lookUp(form);
}

function lookUp(form) {
  const result = document.getElementById(form.dataset.lookUp);
  let timer = 0;
  let asked = "";
  let underWay = null;

  const ask = () => {
    const body = new FormData(form);
    const question = JSON.stringify([body.get("identityNumber"), body.get("why")]);
    if (question === asked) return;
    asked = question;
    underWay?.abort();
    body.set("_background", "true");
    // Of all ways to read a page this is the one that makes a document of it without a script ever running in it.
    const request = (underWay = new XMLHttpRequest());
    request.open("POST", form.action);
    request.responseType = "document";
    request.onload = () => {
      const answer = request.response?.getElementById(result.id);
      if (!answer) return;
      result.replaceChildren(...answer.childNodes);
      result.scrollIntoView({ block: "nearest" });
    };
    request.send(body);
  };
  const touched = () => {
    clearTimeout(timer);
    if (isComplete(new FormData(form))) timer = setTimeout(ask, pause);
  };
  form.addEventListener("input", touched);
  form.addEventListener("submit", () => clearTimeout(timer));
}

function isComplete(body) {
  const digits = body.get("identityNumber").replace(/[\s-]/g, "");
  return /^(19|20)\d{10}$/.test(digits) && isChecked(digits) && ![null, "", "other"].includes(body.get("why"));
}

// The last of the ten digits is what the others add up to, every second one doubled.
function isChecked(digits) {
  const sum = [...digits.slice(2)].reduce((total, digit, place) => {
    const counted = place % 2 === 0 ? 2 * digit : +digit;
    return total + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return sum % 10 === 0;
}

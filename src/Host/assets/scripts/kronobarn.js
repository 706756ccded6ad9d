// Every page works without this file. What only makes sense with it is marked data-needs-script and hidden until it has run.
import { keepDrafts } from "./drafts.js";
import { askBeforeGraveThings } from "./confirm.js";
import { closeOpenMenus, followShortcuts, printOnDemand } from "./keys.js";
import { showWhatIsWrong } from "./errors.js";
import { chooseWhatIsMended } from "./collisions.js";
import { narrowLists } from "./filter.js";
import { lookUpWhenComplete } from "./search.js";

document.documentElement.dataset.script = "on";
keepDrafts();
askBeforeGraveThings();
closeOpenMenus();
followShortcuts();
printOnDemand();
showWhatIsWrong();
chooseWhatIsMended();
narrowLists();
lookUpWhenComplete();

// Every page works without this file; each island only adds to what the server drew.
import { guardForms } from "./confirm";
import { codeByKeyboard } from "./keyboard";
import { panAndZoom } from "./map";
import { codeQuickly } from "./quick";
import { chooseByPointing } from "./select";

panAndZoom(document);
chooseByPointing(document);
codeQuickly(document);
codeByKeyboard(document);
guardForms(document);

// Every page works without this file; each island only adds to what the server drew.
import { guardForms } from "./confirm";
import { panAndZoom } from "./map";
import { chooseByPointing } from "./select";

panAndZoom(document);
chooseByPointing(document);
guardForms(document);

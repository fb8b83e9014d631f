import { type AnyCheck, anyCheck } from "../model/check.ts";
import { arcVerdict } from "./arc-verdict.ts";
import { attachmentNames } from "./attachment-names.ts";
import { authorSingle } from "./author-single.ts";
import { business } from "./business.ts";
import { contactPrompt } from "./contact-prompt.ts";
import { dataMissing } from "./data-missing.ts";
import { dmarcDiffers } from "./dmarc-differs.ts";
import { dmarcVerdict } from "./dmarc-verdict.ts";
import { encoding } from "./encoding.ts";
import { imageOnly } from "./image-only.ts";
import { imageShare } from "./image-share.ts";
import { imagesCount } from "./images-count.ts";
import { linkVariable } from "./link-variable.ts";
import { metadataFault } from "./metadata-fault.ts";
import { oddity } from "./oddity.ts";
import { purpose } from "./purpose.ts";
import { resultsClaimed } from "./results-claimed.ts";
import { signatureCoverage } from "./signature-coverage.ts";
import { signatureKey } from "./signature-key.ts";
import { signaturePresent } from "./signature-present.ts";
import { signatureTrait } from "./signature-trait.ts";
import { signatureVerdict } from "./signature-verdict.ts";
import { size } from "./size.ts";
import { spfVerdict } from "./spf-verdict.ts";
import { coloursCount, fontDecorative } from "./style-uses.ts";
import { subjectLength } from "./subject-length.ts";
import { subjectWording } from "./subject-wording.ts";
import { topic } from "./topic.ts";
import { unsubscribeWay } from "./unsubscribe-way.ts";
import { urlPresent } from "./url-present.ts";
import { variablesAdjacent } from "./variables-adjacent.ts";
import { variablesOnly } from "./variables-only.ts";
import { variablesShare } from "./variables-share.ts";
import { words } from "./words.ts";

/** Every way of looking that a rule can name. A new check adds its line here. */
export const catalog: readonly AnyCheck[] = [
  anyCheck(arcVerdict),
  anyCheck(attachmentNames),
  anyCheck(authorSingle),
  anyCheck(business),
  anyCheck(coloursCount),
  anyCheck(contactPrompt),
  anyCheck(dataMissing),
  anyCheck(dmarcDiffers),
  anyCheck(dmarcVerdict),
  anyCheck(encoding),
  anyCheck(fontDecorative),
  anyCheck(imageOnly),
  anyCheck(imageShare),
  anyCheck(imagesCount),
  anyCheck(linkVariable),
  anyCheck(metadataFault),
  anyCheck(oddity),
  anyCheck(purpose),
  anyCheck(resultsClaimed),
  anyCheck(signatureCoverage),
  anyCheck(signatureKey),
  anyCheck(signaturePresent),
  anyCheck(signatureTrait),
  anyCheck(signatureVerdict),
  anyCheck(size),
  anyCheck(spfVerdict),
  anyCheck(subjectLength),
  anyCheck(subjectWording),
  anyCheck(topic),
  anyCheck(unsubscribeWay),
  anyCheck(urlPresent),
  anyCheck(variablesAdjacent),
  anyCheck(variablesOnly),
  anyCheck(variablesShare),
  anyCheck(words),
];

import { type AnyCheck, anyCheck } from "../model/check.ts";
import { addressCount } from "./address-count.ts";
import { addressLength } from "./address-length.ts";
import { alternatives } from "./alternatives.ts";
import { ampPart } from "./amp-part.ts";
import { arcVerdict } from "./arc-verdict.ts";
import { attachmentContent } from "./attachment-content.ts";
import { attachmentDisguise } from "./attachment-disguise.ts";
import { attachmentNames } from "./attachment-names.ts";
import { attachmentType } from "./attachment-type.ts";
import { attachmentsSize } from "./attachments-size.ts";
import { bodiesAgree } from "./bodies-agree.ts";
import { business } from "./business.ts";
import { calendarPart } from "./calendar-part.ts";
import { contactPrompt } from "./contact-prompt.ts";
import { dataMissing } from "./data-missing.ts";
import { dmarcDiffers } from "./dmarc-differs.ts";
import { dmarcRecord } from "./dmarc-record.ts";
import { dmarcVerdict } from "./dmarc-verdict.ts";
import { domainChecks } from "./domain/catalog.ts";
import { encoding } from "./encoding.ts";
import { freemail } from "./freemail.ts";
import { fromDomain } from "./from-domain.ts";
import { headerEmpty } from "./header-empty.ts";
import { headerLimit } from "./header-limit.ts";
import { headerMissing } from "./header-missing.ts";
import { headerRepeated } from "./header-repeated.ts";
import { imageOnly } from "./image-only.ts";
import { imageShare } from "./image-share.ts";
import { imagesCount } from "./images-count.ts";
import { linkVariable } from "./link-variable.ts";
import { listId } from "./list-id.ts";
import { listUnsubscribe } from "./list-unsubscribe.ts";
import { metadataFault } from "./metadata-fault.ts";
import { mimeVersion } from "./mime-version.ts";
import { nameAddress } from "./name-address.ts";
import { nameBrand } from "./name-brand.ts";
import { nameCharacters } from "./name-characters.ts";
import { noReply } from "./no-reply.ts";
import { oddity } from "./oddity.ts";
import { partType } from "./part-type.ts";
import { purpose } from "./purpose.ts";
import { replyTo } from "./reply-to.ts";
import { resultsClaimed } from "./results-claimed.ts";
import { senderAddress } from "./sender-address.ts";
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
import { unsubscribeGet } from "./unsubscribe-get.ts";
import { unsubscribePlace } from "./unsubscribe-place.ts";
import { unsubscribeWay } from "./unsubscribe-way.ts";
import { urlPresent } from "./url-present.ts";
import { variablesAdjacent } from "./variables-adjacent.ts";
import { variablesOnly } from "./variables-only.ts";
import { variablesShare } from "./variables-share.ts";
import { words } from "./words.ts";

/** Every way of looking that a rule can name. A new check adds its line here. */
export const catalog: readonly AnyCheck[] = [
  anyCheck(addressCount),
  anyCheck(addressLength),
  anyCheck(alternatives),
  anyCheck(ampPart),
  anyCheck(arcVerdict),
  anyCheck(attachmentContent),
  anyCheck(attachmentDisguise),
  anyCheck(attachmentNames),
  anyCheck(attachmentType),
  anyCheck(attachmentsSize),
  anyCheck(bodiesAgree),
  anyCheck(business),
  anyCheck(calendarPart),
  anyCheck(coloursCount),
  anyCheck(contactPrompt),
  anyCheck(dataMissing),
  anyCheck(dmarcDiffers),
  anyCheck(dmarcRecord),
  anyCheck(dmarcVerdict),
  anyCheck(encoding),
  anyCheck(fontDecorative),
  anyCheck(freemail),
  anyCheck(fromDomain),
  anyCheck(headerEmpty),
  anyCheck(headerLimit),
  anyCheck(headerMissing),
  anyCheck(headerRepeated),
  anyCheck(imageOnly),
  anyCheck(imageShare),
  anyCheck(imagesCount),
  anyCheck(linkVariable),
  anyCheck(listId),
  anyCheck(listUnsubscribe),
  anyCheck(metadataFault),
  anyCheck(mimeVersion),
  anyCheck(nameAddress),
  anyCheck(nameBrand),
  anyCheck(nameCharacters),
  anyCheck(noReply),
  anyCheck(oddity),
  anyCheck(partType),
  anyCheck(purpose),
  anyCheck(replyTo),
  anyCheck(resultsClaimed),
  anyCheck(senderAddress),
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
  anyCheck(unsubscribeGet),
  anyCheck(unsubscribePlace),
  anyCheck(unsubscribeWay),
  anyCheck(urlPresent),
  anyCheck(variablesAdjacent),
  anyCheck(variablesOnly),
  anyCheck(variablesShare),
  anyCheck(words),
  ...domainChecks,
];

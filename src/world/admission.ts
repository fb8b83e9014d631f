/** Why a platform does not take a mail. */
export type AdmissionCheck = (typeof admissionChecks)[number]["check"];

/**
 * What a platform asks before it takes a mail, in the order in which it is asked: the first that fails decides what the
 * sender is told. The real order is not published; this one goes from what is cheap to ask to what is used up. `errorCode`
 * and `sendStatus` are those of the API of 2020-10-02 of Tencent Cloud SES; `sendStatus` is missing where a call fails
 * before there is a mail to have one.
 */
export const admissionChecks = [
  { check: "authentication", errorCode: "AuthFailure.UnauthorizedOperation" },
  { check: "parameters", errorCode: "InvalidParameterValue" },
  { check: "sender-domain", errorCode: "FailedOperation.NotAuthenticatedSender", sendStatus: 3014 },
  { check: "template", errorCode: "FailedOperation.InvalidTemplateID", sendStatus: 3007 },
  { check: "address-format", errorCode: "InvalidParameterValue.IllegalEmailAddress", sendStatus: 3024 },
  { check: "unsubscribed", errorCode: "FailedOperation.ReceiverHasUnsubscribed", sendStatus: 1013 },
  { check: "own-list", errorCode: "FailedOperation.EmailAddrInBlacklist", sendStatus: 1007 },
  { check: "shared-list", errorCode: "FailedOperation.EmailAddrInBlacklist", sendStatus: 1007 },
  { check: "recipient-hour", errorCode: "FailedOperation.FrequencyLimit", sendStatus: 1006 },
  { check: "rate", errorCode: "RequestLimitExceeded" },
  { check: "domain-quota", errorCode: "FailedOperation.ExceedSendLimit", sendStatus: 1010 },
  { check: "account-cap", errorCode: "FailedOperation.ExceedSendLimit", sendStatus: 1010 },
  { check: "balance", errorCode: "FailedOperation.InsufficientBalance", sendStatus: 3033 },
] as const;

/** How a refusal is told by the API. */
export interface AdmissionRefusal {
  readonly check: AdmissionCheck;
  readonly errorCode: string;
  readonly sendStatus?: number;
}

/** The refusal that the first check that fails leads to; undefined where none does. Each check is asked only when those before it hold. */
export function firstRefusal(holds: (check: AdmissionCheck) => boolean): AdmissionRefusal | undefined {
  return admissionChecks.find(({ check }) => !holds(check));
}

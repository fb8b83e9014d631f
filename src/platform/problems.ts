import type { Text } from "../model/language.ts";
import type { Problem } from "../model/result.ts";

const reasons: Readonly<Record<string, Text>> = {
  EACCES: { en: "you may not read it", zh: "没有读取权限" },
  EPERM: { en: "you may not read it", zh: "没有读取权限" },
  ENOENT: { en: "it is not there", zh: "不存在" },
  EISDIR: { en: "it is a folder", zh: "是文件夹" },
  ESPIPE: { en: "it is a pipe, and a file is wanted", zh: "是管道，需要普通文件" },
  ENODEV: { en: "it is a device", zh: "是设备" },
  EMFILE: { en: "too many files are open", zh: "打开的文件过多" },
  ELOOP: { en: "its links lead in a circle", zh: "链接成环" },
  ENAMETOOLONG: { en: "its name is too long", zh: "名称过长" },
};

/** What a failed system call means to the user. */
export function readingProblem(name: string, fault: unknown): Problem {
  return readingOf({ en: name, zh: ` ${name}` }, fault);
}

function readingOf(name: Text, fault: unknown): Problem {
  const code = codeOf(fault);
  const reason = reasons[code] ?? { en: `the system says ${code}`, zh: `系统返回 ${code}` };
  return {
    code: code === "ENOENT" ? "input-missing" : "input-unreadable",
    message: { en: `${name.en} cannot be read: ${reason.en}.`, zh: `无法读取${name.zh}：${reason.zh}。` },
    hint:
      code === "EACCES" || code === "EPERM"
        ? { en: "Check the file's permissions.", zh: "请检查文件的权限。" }
        : { en: "Check the file and its folder.", zh: "请检查文件和它所在的文件夹。" },
  };
}

/** The same where the problem itself names the file. */
export function unreadable(file: string, fault: unknown): Problem {
  return { ...readingOf({ en: "The file", zh: "该文件" }, fault), file };
}

/** What a fault of ours means to the user. */
export function toolFault(name: string): Problem {
  return {
    code: "tool-fault",
    message: {
      en: `${name} could not be judged: a fault in mailworthy, not in the mail.`,
      zh: `${name} 无法判断：是 mailworthy 的错误，不是邮件的问题。`,
    },
    hint: { en: "Please report it with this input.", zh: "请附上该输入报告此问题。" },
  };
}

/** The system's name for a fault, such as `EACCES`. */
export function codeOf(fault: unknown): string {
  if (typeof fault !== "object" || fault === null || !("code" in fault)) return "an error without a name";
  return String(fault.code);
}

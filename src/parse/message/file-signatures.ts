/**
 * What files of a kind begin with: extension, offset, bytes in hexadecimal (`??` for any byte); the first that fits counts.
 * From the specifications of the formats, which all are published.
 */
const TABLE = `
pdf 0 25504446 2d
zip 0 504b0304
zip 0 504b0506
rar 0 526172211a07
7z 0 377abcaf271c
gz 0 1f8b08
bz2 0 425a68 ?? 314159265359
xz 0 fd377a585a00
zst 0 28b52ffd
lzh 2 2d6c68 ?? 2d
arj 0 60ea ?? ?? ?? ?? ?? 10
cab 0 4d534346 00000000
tar 257 7573746172
iso 32769 4344303031
exe 0 4d5a
elf 0 7f454c46
macho 0 feedface
macho 0 feedfacf
macho 0 cefaedfe
macho 0 cffaedfe
class 0 cafebabe
dex 0 6465780a
wasm 0 0061736d01000000
lnk 0 4c0000000114020000000000c000000000000046
chm 0 49545346
hlp 0 3f5f0300
script 0 2321
ole 0 d0cf11e0a1b11ae1
one 0 e4525c7b8cd8a74daeb15378d02996d3
mdb 0 000100005374616e64617264204a657420444200
mdb 0 000100005374616e64617264204143452044 4200
pst 0 2142444e
rtf 0 7b5c7274
png 0 89504e470d0a1a0a
jpg 0 ffd8ff
gif 0 474946383761
gif 0 474946383961
webp 0 52494646 ?? ?? ?? ?? 57454250
wav 0 52494646 ?? ?? ?? ?? 57415645
avi 0 52494646 ?? ?? ?? ?? 415649
bmp 0 424d ?? ?? ?? ?? 00000000
tif 0 49492a00
tif 0 4d4d002a
ico 0 00000100 ?? 00
psd 0 38425053
jp2 0 0000000c6a502020
eps 0 c5d0d3c6
ps 0 25215053
djvu 0 41542654464f524d
heic 4 6674797068656963
avif 4 6674797061766966
m4a 4 667479704d3441
mov 4 6674797071742020
mp4 4 66747970
mp3 0 494433
mp3 0 fffb
ogg 0 4f676753
flac 0 664c6143
mid 0 4d546864
mkv 0 1a45dfa3
wmv 0 3026b2758e66cf11
flv 0 464c5601
mpg 0 000001ba
mpg 0 000001b3
swf 0 465753
swf 0 435753
swf 0 5a5753
ttf 0 0001000000 ?? ?? ?? ?? ?? 00
otf 0 4f54544f00
woff 0 774f4646
woff 0 774f4632
sqlite 0 53514c69746520666f726d61742033
deb 0 213c617263683e0a
rpm 0 edabeedb
ics 0 424547494e3a5643414c454e444152
vcf 0 424547494e3a5643415244
pem 0 2d2d2d2d2d424547494e20
`;

/** One kind of file. */
interface Signature {
  readonly kind: string;
  readonly offset: number;
  /** -1 for any byte. */
  readonly bytes: readonly number[];
}

const signatures: readonly Signature[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [kind = "", offset = "0", ...hex] = line.split(" ");
    const bytes = (hex.join("").match(/../g) ?? []).map((pair) => (pair === "??" ? -1 : Number.parseInt(pair, 16)));
    return { kind, offset: Number(offset), bytes };
  });

/** Which kind of file bytes begin; undefined when they tell nothing, as of plain text. */
export function kindOf(head: Uint8Array): string | undefined {
  return signatures.find(({ offset, bytes }) => bytes.every((byte, at) => byte === -1 || head[offset + at] === byte))?.kind;
}

/** What an operating system runs when it is opened; the kinds that Gmail and Outlook block (their help pages, 2026). */
const EXECUTABLES = `ade adp apk app application appref-ms appx appxbundle bat cmd com cpl deb diagcab diagcfg diagpack dll
dmg elf ex ex_ exe gadget hta img ins inf iso isp jar jnlp js jse lnk mde mjs msc msh msh1 msh2 msi msix msixbundle msp mst
nsh pif pkg ps1 ps1xml ps2 psc1 reg rpm scf scr sct settingcontent-ms sh shb shs sys url vb vbe vbs vhd vhdx ws wsc wsf wsh
xbap xll`;
const ARCHIVES = "zip rar 7z gz tgz bz2 xz zst tar cab arj lzh lha ace z iso img vhd vhdx";

const executables = new Set(EXECUTABLES.split(/\s+/));
const archives = new Set(ARCHIVES.split(" "));

/** The extension of a file's name: lower case, without its dot; empty for none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot === -1
    ? ""
    : name
        .slice(dot + 1)
        .trim()
        .toLowerCase();
}

/** True for an extension, or a kind told by bytes, that an operating system runs. */
export function isExecutable(kind: string): boolean {
  return executables.has(kind) || kind === "macho" || kind === "dex";
}

/** True for an extension, or a kind told by bytes, of a file that holds files. */
export function isArchive(kind: string): boolean {
  return archives.has(kind);
}

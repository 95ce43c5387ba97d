/**
 * What is tried first, of ten characters and more: runs over the keyboard, the usual words with the usual digits,
 * and Korean words typed on a keyboard left in English. Lower case; compared without regard to case.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  1234567890 0123456789 9876543210 0987654321 12345678900 123456789a a123456789 123456789q q123456789
  1234567891 12345678910 1234512345 1234554321 1122334455 1111122222 1212121212 1231231231 123123123123
  123456123456 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6 1qaz2wsx3edc 1qazxsw23edc zaq12wsxcde3
  1qaz2wsx3e qwertyuiop qwertyuiop1 qwertyuiop123 qwerty1234 qwerty12345 qwerty123456 qwerty123! qwer1234!!
  qwer123456 qwerasdfzxcv asdfghjkl1 asdfghjkl; asdfasdfasdf asdf123456 asdfqwer1234 zxcvbnm123 zxcvbnm1234
  zxcvbnmasd poiuytrewq password12 password123 password1234 password12345 password1! password123! passw0rd123
  p@ssw0rd123 p@ssword123 passwordpassword password00 administrator admin12345 admin123456 adminadmin admin123!!
  welcome123 welcome1234 welcome123! letmein123 letmein1234 iloveyou12 iloveyou123 iloveyou1234 iloveyou!!
  princess123 football123 baseball123 sunshine123 superman123 dragon1234 monkey1234 abcdefghij abcdefghijk
  abcd123456 abcde12345 abc1234567 abc123abc123 a1b2c3d4e5 a1s2d3f4g5 aa12345678 aaa1234567 secret1234
  changeme123 changeme123! changethis default123 testtest12 test123456 test12345678 temp123456 guest12345
  korea12345 korea123456 seoul12345 samsung123 samsung1234 starcraft1 startrek123 michelle123 jordan2323
  summer2024! summer2025! winter2024! winter2025! spring2025! autumn2025! january2025 december2025
  dkssudgktpdy dkssudgktpdy1 tkfkdgody1 tkfkdgody12 tkfkdgody123 tkfkdgodyo qlalfqjsgh qlalfqjsgh1 qlalfqjsgh123
  eogksalsrnr eogksalsrnr1 gksrnrtkfka dkswjsgksdkagh qkrrmsgP12 ghdrlfehd123 rlaclwjdtns dmgkgkgkgk
  correcthorse correcthorsebatterystaple trustno1trustno1 whatever123 computer123 internet123 nothing123
  daeyeok123 daeyeok1234 translator translator1 translation editor12345 publisher1
  `
    .toLowerCase()
    .trim()
    .split(/\s+/),
)

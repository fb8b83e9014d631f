/** A certificate for mta-sts.example.com, signed by itself, good for a hundred years, and its key: for tests alone. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBsjCCAVmgAwIBAgIUCeP6Hp6vgwlF8ZuSHP2KE9RXqBowCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTbXRhLXN0cy5leGFtcGxlLmNvbTAgFw0yNjExMjUwMTIzMDla
GA8yMTI2MTEwMTAxMjMwOVowHjEcMBoGA1UEAwwTbXRhLXN0cy5leGFtcGxlLmNv
bTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNPy0rLpF2/TMtS+QuAJdZu6XwOP
oIltTErGRyY2TK9iW+w0Zakoh2gHl7hlOhpr50s1U291z2YFRLi40KaXiX6jczBx
MB0GA1UdDgQWBBTlSof3iu1GmXuLvKH2D/vfpcfC6zAfBgNVHSMEGDAWgBTlSof3
iu1GmXuLvKH2D/vfpcfC6zAPBgNVHRMBAf8EBTADAQH/MB4GA1UdEQQXMBWCE210
YS1zdHMuZXhhbXBsZS5jb20wCgYIKoZIzj0EAwIDRwAwRAIgbUCwSdwhZiA7b+NP
xkg78ZK5YOaT4FWlW5C2gERqG64CIHYJw50pZrvaFMDk2fzRi/BLN+K5IyfdzHgq
TgsqKCqJ
-----END CERTIFICATE-----`;

/** Belongs to no one. */
export const privateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgcrv3PP1qocgRpEhJ
I8wyMkZrQDs+vuZBEk95Klk6i6WhRANCAATT8tKy6Rdv0zLUvkLgCXWbul8Dj6CJ
bUxKxkcmNkyvYlvsNGWpKIdoB5e4ZToaa+dLNVNvdc9mBUS4uNCml4l+
-----END PRIVATE KEY-----`;

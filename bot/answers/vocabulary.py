"""Indonesian and English words that turn an answer: refusing, agreeing, carrying, counting."""

from typing import Final


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(words.split())


NO: Final = listed("""
    tidak tdk tidk tida tdak gak gk g ga nggak ngga nggk gga engga enggak enggk kagak kaga tak bukan bkn jangan jgn
    ndak nda endak mboten ora ogah henteu gamau gakmau nggakmau gausah gakusah tidakmau no nope not dont never
""")
NOT_YET: Final = listed("belum blm blom blum")
DONE: Final = listed("sudah sdh udah udh dah uda wis wes sampun already done")
YES: Final = listed("""
    ya iya y yes yup yoi yaa iyaa heeh ok oke okay okey okee sip siap setuju stuju boleh bole blh mau mauu
    gas lanjut betul benar bener bnr nggih inggih enggeh muhun sure agree agreed
""")
FILLERS: Final = listed("""
    saya aku sy gw gue kak kakak pak bapak bu ibu bang mas mbak min admin dong deh sih aja saja kok lah nih tuh itu
    ini yang yg pilih milih mau ya i am im a an the please tolong dengan dgn
    pilihan opsi nomor nomer jawaban jawab
""")
POLITE: Final = listed("usah perlu dulu ah deh makasih terima kasih trims thanks thank you")
TURNS: Final = listed(
    "tapi tetapi kalau kalo klo asal jika bila atau dan sama but if or and nanti mungkin kecuali except"
)
ORDINALS: Final = {
    word: place
    for place, row in enumerate(
        ("pertama kesatu first", "kedua second", "ketiga third", "keempat fourth", "kelima fifth"), start=1
    )
    for word in row.split()
}

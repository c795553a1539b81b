"""A list in the hands of the claims about pages: handed over, corrected, read."""

import io
import re

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from lupaus.guard import system_grant

LIST = (
    "Nimi;Sähköposti;Puhelin;Kengännumero;Viimeisin yhteydenotto\n"
    "Öst Åsa;asa@example.fi;040 111 2223 / 09 123 456;42;1.2.2026\n"
    "Aino Äijälä;aino@example.fi;050 999 8887;;\n"
    "Mäki Kaarlo;kaarlo@example.fi;;;31.2.2026\n"
)


def handed(client, content=LIST, name="asiakkaat.csv", **more):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    said = {"file": file, "source": "customer", "customers": "on", **more}
    return client.post("/tuonti", said)


def begun(client, content=LIST, **more):
    """The address of the list's pages."""
    answer = handed(client, content, **more)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"].removesuffix("/sarakkeet")


def text(answer):
    """What is to be read, without the marks."""
    bare = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(bare.replace("&#x27;", "'").split())


def counted(table):
    with system_grant("matching", why="a test looks") as part:
        return part.execute(f"SELECT count(*) FROM records_{table}")[0][0]


def corrected(client, list_, **said):
    """What the page of columns sends when it is sent as it stands, but for what is said."""
    page = client.get(f"{list_}/sarakkeet").content.decode()
    form = {"columns": "1", "customers": "on", "headings": "on", "source": "customer"}
    for name, body in re.findall(r'<select name="([^"]+)"(.*?)</select>', page, re.DOTALL):
        if chosen := re.search(r'value="([^"]+)" selected', body):
            form[name] = chosen[1]
    return client.post(f"{list_}/sarakkeet", {**form, **said})


def workbook(*sheets, **hidden):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.sheet_state = hidden.get(name, "visible")
        for row in rows:
            sheet.append(row)
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()

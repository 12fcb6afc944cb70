package io.mysqlredis.endtoend;

import static io.mysqlredis.endtoend.TypeCase.both;
import static io.mysqlredis.endtoend.TypeCase.bytes;
import static io.mysqlredis.endtoend.TypeCase.quoted;

import io.mysqlredis.endtoend.TypeCase.Way;
import java.util.HexFormat;
import java.util.List;

/** What becomes of characters, bytes, enumerations and sets. */
final class TextCases {

    private TextCases() {}

    private static final String EVERY_BYTE = everyByte();

    static final List<TypeCase> ALL = List.of(
            // MySQL itself takes the blanks off when it reads a CHAR.
            quoted("CHAR(5)", "'a  '", "a"),
            quoted("CHAR(5)", "''", ""),
            quoted("CHAR(5)", "'  b'", "  b"),
            quoted("VARCHAR(9)", "'a  '", "a  "),
            quoted("VARCHAR(9)", "''", ""),
            quoted("VARCHAR(20)", "'Zoë 🚀 中'", "Zoë 🚀 中"),
            quoted("VARCHAR(20) BINARY", "'Zoë'", "Zoë"),
            quoted("VARCHAR(20) COLLATE utf8mb4_bin", "'Zoë'", "Zoë"),
            quoted("VARCHAR(9) DEFAULT 'a default'", "'given'", "given"),
            both(
                    "VARCHAR(40)",
                    "'\"quoted\" \\\\ \\n \\t /'",
                    "\"quoted\" \\ \n \t /",
                    "\"\\\"quoted\\\" \\\\ \\n \\t /\""),
            both("VARCHAR(9)", "'a\\0b'", "a\0b", "\"a\\u0000b\""),
            quoted("VARCHAR(20) CHARACTER SET utf8mb3", "'Zoë 中'", "Zoë 中"),
            quoted("VARCHAR(20) CHARACTER SET latin1", "'café €'", "café €"),
            quoted("CHAR(9) CHARACTER SET latin1", "'ÿ'", "ÿ"),
            quoted("VARCHAR(20) CHARACTER SET latin2", "'žluťoučký'", "žluťoučký"),
            quoted("VARCHAR(20) CHARACTER SET cp1251", "'Привет'", "Привет"),
            quoted("VARCHAR(20) CHARACTER SET koi8r", "'Привет'", "Привет"),
            quoted("VARCHAR(20) CHARACTER SET greek", "'Καλημέρα'", "Καλημέρα"),
            quoted("VARCHAR(20) CHARACTER SET gbk", "'中文'", "中文"),
            quoted("VARCHAR(20) CHARACTER SET gb2312", "'中文'", "中文"),
            quoted("VARCHAR(20) CHARACTER SET gb18030", "'中文🚀'", "中文🚀"),
            quoted("VARCHAR(20) CHARACTER SET big5", "'中文'", "中文"),
            quoted("VARCHAR(20) CHARACTER SET sjis", "'日本語ソ'", "日本語ソ"),
            quoted("VARCHAR(20) CHARACTER SET cp932", "'日本語①'", "日本語①"),
            quoted("VARCHAR(20) CHARACTER SET ujis", "'日本語'", "日本語"),
            quoted("VARCHAR(20) CHARACTER SET euckr", "'한국어'", "한국어"),
            quoted("VARCHAR(20) CHARACTER SET ucs2", "'Zoë 中'", "Zoë 中"),
            quoted("VARCHAR(20) CHARACTER SET utf16", "'Zoë 🚀'", "Zoë 🚀"),
            quoted("VARCHAR(20) CHARACTER SET utf16le", "'Zoë 🚀'", "Zoë 🚀"),
            quoted("VARCHAR(20) CHARACTER SET utf32", "'Zoë 🚀'", "Zoë 🚀"),
            quoted("VARCHAR(20) CHARACTER SET ascii", "'plain'", "plain"),
            quoted("NCHAR(5)", "'中'", "中"),
            quoted("NATIONAL VARCHAR(5)", "'中'", "中"),
            quoted("LONG VARCHAR", "'中'", "中"),
            bytes("LONG VARBINARY", "X'FF'", "ff"),
            quoted("TINYTEXT", "'🚀'", "🚀"),
            quoted("TEXT", "REPEAT('ü', 1000)", "ü".repeat(1000)),
            quoted("TEXT CHARACTER SET latin1", "'café €'", "café €"),
            quoted("TEXT CHARACTER SET gbk", "'中文'", "中文"),
            quoted("MEDIUMTEXT", "''", ""),
            quoted("LONGTEXT", "'Zoë 🚀'", "Zoë 🚀"),
            quoted("LONGTEXT CHARACTER SET sjis", "'日本語ソ'", "日本語ソ"),
            quoted("ENUM('s', 'm')", "'m'", "m"),
            // The source escapes the comma, as it has all names in one text.
            quoted("ENUM('a,b', 'it''s', '')", "'a,b'", "a,b").butFromBinlog(both("", "", "a\\,b", "\"a\\\\,b\"")),
            quoted("ENUM('a,b', 'it''s', '')", "'it''s'", "it's"),
            quoted("ENUM('a,b', 'it''s', '')", "''", ""),
            quoted("ENUM('klein', 'groß', '🚀')", "'groß'", "groß"),
            // The names of a table that was there before are what SHOW CREATE TABLE prints, and MySQL has no such
            // characters there.
            quoted("ENUM('klein', 'groß', '🚀')", "'🚀'", "🚀").but(quoted("", "", "?"), Way.INSERT, Way.UPDATE),
            quoted("ENUM('café', '€') CHARACTER SET latin1", "'€'", "€"),
            quoted("ENUM('中', '文') CHARACTER SET gbk", "'文'", "文"),
            quoted("ENUM('s', 'm') DEFAULT 's'", "'m'", "m"),
            quoted("SET('a', 'b', 'c')", "'c,a'", "a,c"),
            quoted("SET('a', 'b', 'c')", "'b'", "b"),
            quoted("SET('a', 'b', 'c')", "''", ""),
            quoted("SET('a', 'b') DEFAULT 'a,b'", "'b'", "b"),
            quoted("SET('rot', 'grün') CHARACTER SET latin1", "'grün,rot'", "rot,grün"),
            bytes("BINARY(4)", "X'00FF'", "00ff0000"),
            bytes("BINARY(4)", "X''", "00000000"),
            bytes("BINARY(4)", "X'20202020'", "20202020"),
            bytes("BINARY(1)", "X'80'", "80"),
            bytes("BINARY(255)", "X'01'", "01" + "00".repeat(254)),
            // MySQL makes BINARY of it, and the source text, where it sees only these words.
            bytes("CHAR(3) CHARACTER SET binary", "X'E9'", "e90000")
                    .but(quoted("", "", "é"), Way.INSERT_INTO_NEW_TABLE),
            bytes("VARBINARY(9)", "X''", ""),
            bytes("VARBINARY(9)", "X'00'", "00"),
            bytes("VARBINARY(9)", "X'00FF7F00'", "00ff7f00"),
            bytes("VARBINARY(256)", "X'" + EVERY_BYTE + "'", EVERY_BYTE),
            bytes("VARCHAR(9) CHARACTER SET binary", "X'FF'", "ff").but(quoted("", "", "ÿ"), Way.INSERT_INTO_NEW_TABLE),
            bytes("TINYBLOB", "X'C3'", "c3"),
            bytes("BLOB", "X'" + EVERY_BYTE + "'", EVERY_BYTE),
            bytes("BLOB", "X''", ""),
            bytes("MEDIUMBLOB", "REPEAT(X'FF00', 1000)", "ff00".repeat(1000)),
            bytes("LONGBLOB", "'text'", "74657874"));

    private static String everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return HexFormat.of().formatHex(bytes);
    }
}

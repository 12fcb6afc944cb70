package io.mysqlredis.endtoend;

import static io.mysqlredis.endtoend.TypeCase.bare;
import static io.mysqlredis.endtoend.TypeCase.quoted;

import io.mysqlredis.endtoend.TypeCase.Way;
import java.util.List;

/** What becomes of numbers and bits. */
final class NumberCases {

    private NumberCases() {}

    static final List<TypeCase> INTEGERS = List.of(
            integer("TINYINT", "-128"),
            integer("TINYINT", "127"),
            integer("TINYINT UNSIGNED", "0"),
            integer("TINYINT UNSIGNED", "255"),
            integer("SMALLINT", "-32768"),
            integer("SMALLINT", "32767"),
            integer("SMALLINT UNSIGNED", "65535"),
            integer("MEDIUMINT", "-8388608"),
            integer("MEDIUMINT", "8388607"),
            integer("MEDIUMINT UNSIGNED", "16777215"),
            integer("INT", "-2147483648"),
            integer("INT", "2147483647"),
            integer("INT UNSIGNED", "4294967295"),
            integer("INT(5) ZEROFILL", "42"),
            integer("BIGINT", "-9223372036854775808"),
            integer("BIGINT", "9223372036854775807"),
            integer("BIGINT UNSIGNED", "0"),
            integer("BIGINT UNSIGNED", "9223372036854775807"),
            integer("BIGINT UNSIGNED", "9223372036854775808"),
            integer("BIGINT UNSIGNED", "18446744073709551615"),
            integer("BIGINT(20) UNSIGNED", "18446744073709551615"),
            integer("BIGINT(20) UNSIGNED ZEROFILL", "18446744073709551615"),
            integer("TINYINT(1)", "1"),
            integer("TINYINT(1)", "-128"),
            integer("TINYINT(1)", "127"),
            integer("TINYINT(1) UNSIGNED", "255"),
            bare("BOOLEAN", "TRUE", "1"),
            bare("BOOLEAN", "FALSE", "0"),
            bare("BOOLEAN DEFAULT TRUE", "FALSE", "0"),
            bare("BIT(1)", "b'1'", "true"),
            bare("BIT(1)", "b'0'", "false"),
            bare("BIT", "b'1'", "true"),
            bare("BIT(2)", "b'10'", "2"),
            bare("BIT(8)", "b'0'", "0"),
            bare("BIT(8)", "b'10000000'", "128"),
            bare("BIT(12)", "b'101010101010'", "2730"),
            bare("BIT(16)", "b'1'", "1"),
            bare("BIT(12) DEFAULT b'101'", "b'11'", "3"),
            bare("BIT(1) DEFAULT b'1'", "b'0'", "false"),
            bare("BIT(64)", "b'1'", "1"),
            bare("BIT(64)", "0xFFFFFFFFFFFFFFFF", "18446744073709551615"),
            bare("BIT(64)", "0x8000000000000000", "9223372036854775808"),
            integer("INT DEFAULT 5", "7"),
            // Other words for the same, which the source sees only in a CREATE TABLE that it reads itself.
            integer("INTEGER", "-2147483648"),
            integer("INT1 UNSIGNED", "255"),
            integer("INT2 UNSIGNED", "65535"),
            integer("INT3 UNSIGNED", "16777215"),
            integer("MIDDLEINT UNSIGNED", "16777215"),
            integer("INT4 UNSIGNED", "4294967295"),
            integer("INT8", "-9223372036854775808"),
            integer("INT8 UNSIGNED", "18446744073709551615"),
            integer("BIGINT ZEROFILL", "18446744073709551615"),
            integer("bigint unsigned", "18446744073709551615"),
            bare("BOOL", "TRUE", "1"),
            // The source takes BOOLEAN for a type with two values.
            bare("BOOLEAN", "2", "2").but(bare("", "", "1"), Way.INSERT_INTO_NEW_TABLE),
            bare("INT INVISIBLE", "42", "42"),
            bare("INT AS (id * 0 + 42) VIRTUAL", "DEFAULT", "42"),
            bare("INT AS (id * 0 + 43) STORED", "DEFAULT", "43"));

    static final List<TypeCase> FRACTIONS = List.of(
            decimal("DECIMAL(65, 30)", "99999999999999999999999999999999999.999999999999999999999999999999"),
            decimal("DECIMAL(65, 30)", "-99999999999999999999999999999999999.999999999999999999999999999999"),
            decimal("DECIMAL(65, 30)", "0.000000000000000000000000000001"),
            decimal("DECIMAL(65, 0)", "99999999999999999999999999999999999999999999999999999999999999999"),
            decimal("DECIMAL(10, 0)", "-1234567890"),
            decimal("DECIMAL(10, 0)", "0"),
            quoted("DECIMAL(10, 4)", "10.5", "10.5000"),
            quoted("DECIMAL(10, 4)", "0", "0.0000"),
            quoted("DECIMAL(10, 4)", "-0.1", "-0.1000"),
            quoted("DECIMAL", "7", "7"),
            quoted("DEC(5, 1)", "7", "7.0"),
            quoted("FIXED(5, 1)", "7", "7.0"),
            quoted("NUMERIC(6, 2) UNSIGNED", "9999.90", "9999.90"),
            quoted("DECIMAL(6, 2) UNSIGNED ZEROFILL", "1.5", "1.50"),
            quoted("DECIMAL(5, 2) DEFAULT 1.50", "2.5", "2.50"),
            bare("FLOAT", "0", "0.0"),
            bare("FLOAT", "0.1", "0.1"),
            bare("FLOAT", "-1.25", "-1.25"),
            // For MySQL it is the same as zero.
            bare("FLOAT", "'-0'", "0.0"),
            bare("FLOAT", "1e-10", "1.0E-10"),
            bare("FLOAT", "1e20", "1.0E20"),
            // A snapshot reads what MySQL prints, which is six digits.
            bare("FLOAT", "16777215", "1.67772E7").butFromBinlog(bare("", "", "1.6777215E7")),
            bare("FLOAT", "3.402823466e38", "3.40282E38").butFromBinlog(bare("", "", "3.4028235E38")),
            bare("FLOAT", "-1.17549421e-38", "-1.17549E-38").butFromBinlog(bare("", "", "-1.1754942E-38")),
            bare("FLOAT UNSIGNED", "0.1", "0.1"),
            bare("FLOAT(7, 3)", "1234.567", "1234.567"),
            bare("FLOAT(7, 3)", "-0.5", "-0.5"),
            bare("FLOAT(7, 3) UNSIGNED", "1234.567", "1234.567"),
            bare("FLOAT(30)", "0.1", "0.1"),
            bare("DOUBLE", "0", "0.0"),
            bare("DOUBLE", "'-0'", "0.0"),
            bare("DOUBLE", "0.1", "0.1"),
            bare("DOUBLE", "-1.5", "-1.5"),
            bare("DOUBLE", "1e308", "1.0E308"),
            bare("DOUBLE", "1.7976931348623157e308", "1.7976931348623157E308"),
            bare("DOUBLE", "2.2250738585072014e-308", "2.2250738585072014E-308"),
            bare("DOUBLE", "5e-324", "4.9E-324"),
            bare("DOUBLE", "123456789.12345678", "1.2345678912345678E8"),
            bare("DOUBLE", "9007199254740993", "9.007199254740992E15"),
            bare("DOUBLE UNSIGNED", "0.3", "0.3"),
            bare("DOUBLE(10, 2)", "12345.6", "12345.6"),
            bare("REAL", "0.1", "0.1"),
            bare("DOUBLE PRECISION", "0.1", "0.1"),
            bare("FLOAT8", "0.1", "0.1"),
            bare("FLOAT4(7, 3)", "1234.567", "1234.567"),
            bare("float(7, 3)", "1234.567", "1234.567"));

    private static TypeCase integer(String definition, String digits) {
        return bare(definition, digits, digits);
    }

    private static TypeCase decimal(String definition, String digits) {
        return quoted(definition, digits, digits);
    }
}

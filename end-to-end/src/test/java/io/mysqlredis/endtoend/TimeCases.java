package io.mysqlredis.endtoend;

import static io.mysqlredis.endtoend.TypeCase.asNull;
import static io.mysqlredis.endtoend.TypeCase.both;
import static io.mysqlredis.endtoend.TypeCase.quoted;

import io.mysqlredis.endtoend.TypeCase.Way;
import java.util.List;

/** What becomes of dates and times; the session that writes them is five and a half hours ahead of UTC. */
final class TimeCases {

    private TimeCases() {}

    static final List<TypeCase> ALL = List.of(
            date("1000-01-01"),
            date("9999-12-31"),
            date("0050-01-01"),
            date("0001-01-01"),
            date("1582-10-04"),
            // A day that the Julian calendar has and history has not.
            date("1582-10-10"),
            date("1582-10-15"),
            date("1969-12-31"),
            date("1970-01-01"),
            date("2024-02-29"),
            // The source makes them NULL, or the beginning of 1970 where that is not allowed.
            asNull("DATE", "'0000-00-00'"),
            asNull("DATE", "'2024-00-00'"),
            asNull("DATE", "'2024-02-00'"),
            asNull("DATETIME(6)", "'0000-00-00'"),
            asNull("TIMESTAMP NULL", "'0000-00-00'"),
            quoted("DATE NOT NULL", "'0000-00-00'", "1970-01-01"),
            quoted("DATETIME NOT NULL", "'0000-00-00'", "1970-01-01T00:00:00"),
            quoted("TIMESTAMP NOT NULL", "'0000-00-00'", "1970-01-01T00:00:00Z"),
            time("TIME", "-838:59:59"),
            time("TIME", "838:59:59"),
            time("TIME", "00:00:00"),
            time("TIME", "-00:00:01"),
            time("TIME", "24:00:00"),
            quoted("TIME(3)", "'12:34:56.780'", "12:34:56.78"),
            quoted("TIME(3)", "'-00:00:00.001'", "-00:00:00.001"),
            quoted("TIME(6)", "'-838:59:58.999999'", "-838:59:58.999999"),
            quoted("TIME(6)", "'00:00:00.000001'", "00:00:00.000001"),
            quoted("TIME(6)", "'-00:00:00.000001'", "-00:00:00.000001"),
            quoted("TIME(6)", "'10:00:00'", "10:00:00"),
            quoted("TIME(1) DEFAULT '01:00:00'", "'02:00:00.5'", "02:00:00.5"),
            dateTime("DATETIME", "1000-01-01T00:00:00"),
            dateTime("DATETIME", "9999-12-31T23:59:59"),
            dateTime("DATETIME", "0050-01-01T00:00:00"),
            // The driver that the snapshot reads with makes days of what history left out.
            dateTime("DATETIME", "1582-10-10T12:00:00").but(dateTime("", "1582-10-20T12:00:00"), Way.SNAPSHOT),
            dateTime("DATETIME", "1582-10-15T00:00:00"),
            dateTime("DATETIME", "1969-12-31T23:59:59"),
            dateTime("DATETIME", "1970-01-01T00:00:00"),
            dateTime("DATETIME(1)", "0099-12-31T23:59:59.5"),
            dateTime("DATETIME(3)", "1969-12-31T23:59:59.999"),
            dateTime("DATETIME(3)", "2024-02-29T12:34:56.78"),
            dateTime("DATETIME(6)", "1000-01-01T00:00:00.000001"),
            dateTime("DATETIME(6)", "1969-12-31T23:59:59.999999"),
            dateTime("DATETIME(6)", "9999-12-31T23:59:59.999999"),
            dateTime("DATETIME(6)", "2024-03-31T02:30:00.0001"),
            dateTime("DATETIME(2) DEFAULT '2001-02-03 04:05:06'", "2024-02-29T12:34:56.7"),
            quoted("TIMESTAMP NULL", "'1970-01-01 05:30:01'", "1970-01-01T00:00:01Z"),
            quoted("TIMESTAMP NULL", "'2038-01-19 08:44:07'", "2038-01-19T03:14:07Z"),
            quoted("TIMESTAMP NULL", "'2024-02-29 00:00:00'", "2024-02-28T18:30:00Z"),
            quoted("TIMESTAMP NULL", "'2024-02-29 00:00:00+02:00'", "2024-02-28T22:00:00Z"),
            quoted("TIMESTAMP(3) NULL", "'2024-02-29 12:34:56.780'", "2024-02-29T07:04:56.78Z"),
            quoted("TIMESTAMP(3) NULL", "'1970-01-01 05:30:01.001'", "1970-01-01T00:00:01.001Z"),
            quoted("TIMESTAMP(6) NULL", "'1970-01-01 05:30:01.000001'", "1970-01-01T00:00:01.000001Z"),
            quoted("TIMESTAMP(6) NULL", "'2038-01-19 08:44:07.499999'", "2038-01-19T03:14:07.499999Z"),
            quoted("TIMESTAMP(6) NULL DEFAULT CURRENT_TIMESTAMP(6)", "'2024-02-29 12:34:50'", "2024-02-29T07:04:50Z"),
            both("YEAR", "1901", "1901", "1901"),
            both("YEAR", "2155", "2155", "2155"),
            both("YEAR(4)", "2024", "2024", "2024"),
            // The source takes it for a year of two digits, or for one that is counted from 1900.
            both("YEAR", "0000", "2000", "2000").butFromBinlog(both("", "", "1900", "1900")));

    private static TypeCase date(String date) {
        return time("DATE", date);
    }

    private static TypeCase time(String definition, String text) {
        return quoted(definition, '\'' + text + '\'', text);
    }

    private static TypeCase dateTime(String definition, String text) {
        return time(definition, text);
    }
}

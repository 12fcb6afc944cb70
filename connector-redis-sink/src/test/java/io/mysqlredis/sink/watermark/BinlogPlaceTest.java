package io.mysqlredis.sink.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinlogPlaceTest {

    private static final BinlogPlace HERE = new BinlogPlace("binlog.000010", 500, 7, false);

    @ParameterizedTest
    @CsvSource({
        "binlog.000010, 499, 9, false",
        "binlog.000009, 900, 9, false",
        "binlog.000010, 500, 6, false",
        "binlog.000010, 500, 7, true",
    })
    void thatIsBefore(String file, long position, long row, boolean isDelete) {
        BinlogPlace place = new BinlogPlace(file, position, row, isDelete);

        assertThat(place.isBefore(HERE)).isTrue();
        assertThat(HERE.isBefore(place)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "binlog.000010, 500, 7, false",
        "other.000009, 400, 6, true",
        "binlog, 400, 6, true",
    })
    void thatIsNot(String file, long position, long row, boolean isDelete) {
        assertThat(new BinlogPlace(file, position, row, isDelete).isBefore(HERE))
                .isFalse();
    }

    @Test
    void rowsOfOneEventAreNotOfAnEarlierOne() {
        assertThat(new BinlogPlace("binlog.000010", 500, 6, true).isOfEarlierEvent(HERE))
                .isFalse();
        assertThat(new BinlogPlace("binlog.000010", 499, 8, false).isOfEarlierEvent(HERE))
                .isTrue();
    }
}

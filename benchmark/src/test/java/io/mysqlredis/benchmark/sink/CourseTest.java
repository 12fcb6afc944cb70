package io.mysqlredis.benchmark.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CourseTest {

    private static Course course() {
        Course course = new Course();
        course.add(1_000, 0);
        course.add(2_000, 100);
        course.add(3_000, 100);
        course.add(4_000, 300);
        return course;
    }

    @Test
    void betweenTwoPointsItGrewEvenly() {
        assertThat(course().nanosAt(50)).isEqualTo(1_500);
        assertThat(course().nanosAt(150)).isEqualTo(3_250);
        assertThat(course().valueAt(3_500)).isEqualTo(200);
    }

    @Test
    void aValueIsReachedWhereItWasSeenFirst() {
        assertThat(course().nanosAt(100)).isEqualTo(2_000);
        assertThat(course().nanosAt(0)).isEqualTo(1_000);
    }

    @Test
    void beforeAndAfterAllPointsItIsAsAtTheNextOne() {
        assertThat(course().valueAt(1)).isZero();
        assertThat(course().valueAt(9_000)).isEqualTo(300);
    }

    @Test
    void theEndIsWhereItsSpeedLedAndNotWhereItWasSeen() {
        Course course = new Course();
        course.add(1_000, 100);
        course.add(2_000, 200);
        course.add(3_000, 250);

        // 100 in 1,000 since the beginning, and 50 more.
        assertThat(course.endedAt(100, 250)).isEqualTo(2_500);
    }

    @Test
    void theEndIsNeverLaterThanItWasSeen() {
        assertThat(course().endedAt(0, 300)).isEqualTo(4_000);
    }

    @Test
    void anEndThatIsSeenWithTheBeginningIsWhereItWasSeen() {
        Course course = new Course();
        course.add(1_000, 0);
        course.add(2_000, 100);

        assertThat(course.endedAt(1, 100)).isEqualTo(2_000);
    }

    @Test
    void whatWasNeverReachedHasNoTime() {
        assertThatIllegalArgumentException().isThrownBy(() -> course().nanosAt(301));
    }
}

package io.mysqlredis.sink.writer;

import java.util.Arrays;
import redis.clients.jedis.util.JedisClusterCRC16;

/** For each slot of a cluster a hash tag that leads to it: the lowest decimal number that does. */
final class SlotTags {

    private SlotTags() {}

    /** Made when a cluster is first written to. */
    private static final class Table {

        private static final int[] NUMBERS = numbers();

        private static int[] numbers() {
            int[] numbers = new int[SlotMap.SLOTS];
            Arrays.fill(numbers, -1);
            int missing = SlotMap.SLOTS;
            for (int number = 0; missing > 0; number++) {
                int slot = JedisClusterCRC16.getSlot(Integer.toString(number));
                if (numbers[slot] < 0) {
                    numbers[slot] = number;
                    missing--;
                }
            }
            return numbers;
        }
    }

    static String of(int slot) {
        return Integer.toString(Table.NUMBERS[slot]);
    }
}

package io.leasehold.tck.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A second opinion on the checker: for small histories of three calls, whether any order that the times allow is right. */
class EveryOrderTest {
    private final LinearizabilityChecker<Integer, String, String> registers =
            new LinearizabilityChecker<>(new RegisterSpecification(), 1_000);

    @Test
    void agreesWithTryingEveryOrder() {
        List<String> operations = List.of("write 1", "write 2", "read 0", "read 1", "read 2");
        int violated = 0;
        for (int code = 0; code < 125 * 20; code++) {
            List<Call<String, String>> history = smallHistory(operations, code % 125, code / 125);
            boolean expected = orders(history).stream().anyMatch(EveryOrderTest::right);
            assertThat(registers.check(history) instanceof Verdict.Linearizable)
                    .as("%s", history)
                    .isEqualTo(expected);
            violated += expected ? 0 : 1;
        }
        assertThat(violated).as("histories of either kind").isBetween(500, 2_000);
    }

    private static List<Call<String, String>> smallHistory(List<String> operations, int chosen, int times) {
        long[][] shapes = {
            {1, 2, 3, 4, 5, 6}, {1, 3, 2, 5, 4, 6}, {1, 6, 2, 3, 4, 5}, {1, 4, 2, 5, 3, 6}, {1, 3, 2, 4, 5, 6}
        };
        long[] at = shapes[times % 5];
        List<Call<String, String>> calls = new ArrayList<>();
        for (int i = 0, rest = chosen; i < 3; i++, rest /= 5) {
            String[] words = operations.get(rest % 5).split(" ");
            boolean read = words[0].equals("read");
            int place = (i + times / 5) % 3 * 2;
            calls.add(Call.answered(
                    "t" + i, read ? "read" : "write " + words[1], read ? words[1] : "ok", at[place], at[place + 1]));
        }
        return calls;
    }

    private static List<List<Call<String, String>>> orders(List<Call<String, String>> history) {
        int[][] all = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        return Arrays.stream(all)
                .map(order -> Arrays.stream(order).mapToObj(history::get).toList())
                .filter(EveryOrderTest::keepsTimes)
                .toList();
    }

    private static boolean keepsTimes(List<Call<String, String>> order) {
        return IntStream.range(1, order.size())
                .allMatch(later -> IntStream.range(0, later)
                        .noneMatch(earlier ->
                                order.get(later).returned() < order.get(earlier).invoked()));
    }

    private static boolean right(List<Call<String, String>> order) {
        String value = "0";
        for (Call<String, String> call : order) {
            if (call.operation().equals("read") && !call.answer().orElseThrow().equals(value)) {
                return false;
            }
            value = call.operation().equals("read") ? value : call.operation().split(" ")[1];
        }
        return true;
    }
}

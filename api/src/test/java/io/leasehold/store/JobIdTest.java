package io.leasehold.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobIdTest {
    private static final Comparator<JobId> BY_UTF8 =
            Comparator.comparing(id -> id.value().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    @Test
    void ordersAsTheUtf8BytesDo() {
        List<JobId> ids = List.of("A", "a", "a ", "ab", "é", "\ud7ff", "\ue000", "\uffff", "😀", "😀a", "😁").stream()
                .map(JobId::new)
                .toList();
        assertThat(ids).isSorted().isSortedAccordingTo(BY_UTF8);
    }

    @Test
    void ordersDrawnIdsAsTheUtf8BytesDo() {
        Random random = new Random(7);
        List<JobId> ids = IntStream.range(0, 500).mapToObj(i -> drawn(random)).toList();
        assertThat(ids.stream().sorted().toList()).isSortedAccordingTo(BY_UTF8);
    }

    private static JobId drawn(Random random) {
        int[] alphabet = {'a', 'b', 0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x1f600, 0x10ffff};
        int[] text = random.ints(1 + random.nextInt(4), 0, alphabet.length)
                .map(i -> alphabet[i])
                .toArray();
        return new JobId(new String(text, 0, text.length));
    }

    @Test
    void slotIsTheFoldedHashOfTheUtf8FormAndStaysSoForEver() {
        assertThat(new JobId("a").slot()).isEqualTo(0xe40c292c >>> 16 ^ 0x292c);
        assertThat(new JobId("foobar").slot()).isEqualTo(0xbf9cf968 >>> 16 ^ 0xf968);
        assertThat(new JobId("😀").slot()).isBetween(0, 0xffff);
    }

    @Test
    void slotsSpreadEvenly() {
        int[] quarters = new int[4];
        IntStream.range(0, 8_000).forEach(i -> quarters[new JobId("job-" + i).slot() >>> 14]++);
        assertThat(IntStream.of(quarters)).allMatch(count -> count > 1_800 && count < 2_200);
    }

    @Test
    void oddClaimsBeginAtASlotOfTheirOwnAndEvenOnesAtZero() {
        List<Integer> odd =
                IntStream.range(0, 100).mapToObj(i -> start(LeaseId.of(i), 1)).toList();
        assertThat(odd).allMatch(slot -> slot >= 0 && slot <= 0xffff);
        assertThat(odd.stream().distinct().count()).isGreaterThan(95);
        assertThat(start(LeaseId.of(1), 3)).isEqualTo(start(LeaseId.of(1), 3)).isNotEqualTo(start(LeaseId.of(1), 1));
        assertThat(start(LeaseId.of(-1), 2)).isZero();
        assertThat(start(LeaseId.of(-1), Long.MAX_VALUE)).isBetween(0, 0xffff);
    }

    private static int start(LeaseId lease, long number) {
        return new ClaimRequest(lease, number, List.of(), new ClaimRequest.Named(new JobId("any"))).startSlot();
    }
}

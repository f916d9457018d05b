package io.leasehold.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R18's token floor, as plain arithmetic. */
class TokenFloorTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long STANDING = TokenFloor.STANDING.toMillis();

    @Test
    @DisplayName("a floor covers tombstones up to its token, once it has stood for ten minutes")
    void covers() {
        TokenFloor floor = TokenFloor.NONE.raised(5, NOW);
        assertThat(floor).isEqualTo(new TokenFloor(5, NOW));
        assertThat(floor.covers(tombstone(5), NOW + STANDING - 1)).isFalse();
        assertThat(floor.covers(tombstone(5), NOW + STANDING)).isTrue();
        assertThat(floor.covers(tombstone(6), NOW + STANDING)).isFalse();
    }

    @Test
    @DisplayName("a floor isn't raised while it doesn't stand, and never lowered")
    void raised() {
        TokenFloor floor = new TokenFloor(5, NOW);
        assertThat(floor.raised(9, NOW + STANDING - 1)).isEqualTo(floor);
        assertThat(floor.raised(5, NOW + STANDING)).isEqualTo(floor);
        assertThat(floor.raised(4, NOW + STANDING)).isEqualTo(floor);
        assertThat(floor.raised(9, NOW + STANDING)).isEqualTo(new TokenFloor(9, NOW + STANDING));
    }

    @Test
    @DisplayName("while a clock is behind the raising, nothing goes and nothing rises")
    void clockGoesBack() {
        TokenFloor floor = new TokenFloor(5, NOW);
        assertThat(floor.covers(tombstone(1), NOW - STANDING * 9)).isFalse();
        assertThat(floor.raised(9, NOW - STANDING * 9)).isEqualTo(floor);
    }

    private static Tombstone tombstone(long token) {
        return new Tombstone(RunId.of(1), token, 0, PayloadDigest.of("mail", Bytes.EMPTY), NOW);
    }
}

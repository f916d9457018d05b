package io.leasehold.redis;

/** The bell of R20: one key of its own, and a channel of the same name. */
final class RedisBell {
    private final Calls calls;

    RedisBell(Calls calls) {
        this.calls = calls;
    }

    long bell() {
        return calls.run(Script.BELL, new Values()).number();
    }

    void ring() {
        calls.run(Script.RING, new Values());
    }
}

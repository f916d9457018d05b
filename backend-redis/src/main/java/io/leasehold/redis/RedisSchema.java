package io.leasehold.redis;

import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreRejected;

/** The schema's number (R24). Nothing else is to be prepared, for Redis makes keys as they are written. */
final class RedisSchema {
    private static final int NUMBER = 1;

    private final Calls calls;
    private final String namespace;

    RedisSchema(Calls calls, String namespace) {
        this.calls = calls;
        this.namespace = namespace;
    }

    void prepare(PrepareMode mode) {
        if (mode == PrepareMode.NONE) {
            return;
        }
        String found = calls.run(Script.PREPARE, new Values().add(mode.name()).add(NUMBER))
                .text();
        if (found.isEmpty()) {
            throw new StoreRejected(
                    "the namespace " + namespace + " has no schema; prepare(CREATE) makes it, by a user who may write");
        } else if (!found.equals(Integer.toString(NUMBER)) && !found.equals(Integer.toString(NUMBER + 1))) {
            throw new StoreRejected("the namespace " + namespace + " has schema " + found + ", but this code runs on "
                    + NUMBER + " and " + (NUMBER + 1) + ": use the release that made it, or another namespace");
        }
    }
}

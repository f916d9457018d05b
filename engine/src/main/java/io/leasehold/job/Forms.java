package io.leasehold.job;

import io.leasehold.store.Bytes;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How states and effects are written now, and how those of earlier versions are read. Immutable; as thread-safe as the functions given.
 *
 * @param newest the version in which they are written
 * @param state codec of the newest version
 * @param effect codec of the newest version
 * @param earlier how earlier versions are read
 */
record Forms<S, E>(int newest, Codec<S> state, Codec<E> effect, NavigableMap<Integer, Earlier<S, E>> earlier) {
    /** One earlier version. */
    record Earlier<S, E>(Function<Bytes, ? extends S> state, Function<Bytes, ? extends E> effect) {}

    Forms {
        earlier = Collections.unmodifiableNavigableMap(new TreeMap<>(earlier));
    }

    static <S, E> Forms<S, E> of(int newest, Codec<S> state, Codec<E> effect) {
        return new Forms<>(newest, state, effect, Collections.emptyNavigableMap());
    }

    /** The same, which can read this version too. */
    Forms<S, E> and(int version, Earlier<S, E> form) {
        if (version < 1 || version >= newest) {
            throw new IllegalArgumentException("an earlier version must be between 1 and " + (newest - 1)
                    + ", one less than the type's own, but is " + version);
        }
        NavigableMap<Integer, Earlier<S, E>> more = new TreeMap<>(earlier);
        if (more.put(version, form) != null) {
            throw new IllegalArgumentException("version " + version + " must be upgraded in one way, but is in two");
        }
        return new Forms<>(newest, state, effect, more);
    }

    /** The lowest version that can be read. */
    int oldest() {
        return earlier.isEmpty() ? newest : earlier.firstKey();
    }

    /** A type reads every version from its oldest on: what it can't read it would have to leave to nobody. */
    void checkComplete() {
        for (int version = oldest(); version < newest; version++) {
            if (!earlier.containsKey(version)) {
                throw new IllegalArgumentException("a type of version " + newest + " that upgrades version " + oldest()
                        + " must upgrade version " + version + " too");
            }
        }
    }

    S readState(int version, Bytes bytes) throws Undecodable {
        Earlier<S, E> form = earlier.get(version);
        return read("the state", version, form == null ? state::decode : form.state, bytes);
    }

    E readEffect(int version, Bytes bytes) throws Undecodable {
        Earlier<S, E> form = earlier.get(version);
        return read("the effect", version, form == null ? effect::decode : form.effect, bytes);
    }

    /** A state's bytes as the newest version writes them. */
    Bytes upgraded(int version, Bytes bytes) throws Undecodable {
        if (version == newest) {
            return bytes;
        }
        S read = readState(version, bytes);
        try {
            return state.encode(read);
        } catch (RuntimeException e) {
            throw new Undecodable(what("the state", version), e);
        }
    }

    private <T> T read(String what, int version, Function<Bytes, ? extends T> form, Bytes bytes) throws Undecodable {
        try {
            return form.apply(bytes);
        } catch (RuntimeException e) {
            throw new Undecodable(what(what, version), e);
        }
    }

    private String what(String what, int version) {
        return version == newest ? what : what + " of version " + version;
    }
}

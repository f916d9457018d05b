package io.leasehold.simulator.broken;

import io.leasehold.engine.TakeoverEngine;
import io.leasehold.store.LeaseStore;
import io.leasehold.testing.VirtualWorld;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/**
 * All classes of Leasehold once more, a broken engine's in place of the originals. It defines every one of them itself and asks its
 * parent for the libraries alone, so that a patched class sits in its package beside the others and reaches what is private to it.
 */
final class PatchedClasses extends ClassLoader {
    private static final String OURS = "io.leasehold.";
    private static final List<Class<?>> NEEDED =
            List.of(LeaseStore.class, TakeoverEngine.class, VirtualWorld.class, Logger.class, NullMarked.class);

    private final Map<String, byte[]> patched;

    PatchedClasses(BrokenEngine engine) {
        super(PatchedClasses.class.getClassLoader());
        this.patched =
                new SourceCompiler(NEEDED).compile("broken engine \"" + engine.name() + '"', PatchedSources.of(engine));
    }

    /** A {@link Trial} among these classes. */
    BiFunction<Long, String, Optional<String>> trial() {
        return trial(Trial.class);
    }

    /** The same over records. */
    BiFunction<Long, String, Optional<String>> trialOverRecords() {
        return trial(Trial.OverRecords.class);
    }

    /** A trial of this kind. */
    @SuppressWarnings("unchecked")
    BiFunction<Long, String, Optional<String>> trial(Class<?> kind) {
        try {
            return (BiFunction<Long, String, Optional<String>>)
                    loadClass(kind.getName()).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a trial has a public constructor without arguments", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = patched.containsKey(name) ? patched.get(name) : original(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream bytes = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.leasehold.simulator.broken;

import io.leasehold.engine.TakeoverEngine;
import io.leasehold.store.LeaseStore;
import io.leasehold.testing.VirtualWorld;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/** A class path on which a broken engine's classes come first: for JVMs of their own. */
public final class BrokenClassPath {
    private static final List<Class<?>> NEEDED =
            List.of(LeaseStore.class, TakeoverEngine.class, VirtualWorld.class, Logger.class, NullMarked.class);

    private BrokenClassPath() {}

    /** The engine of this name, compiled into this folder. */
    public static String of(String engine, Path folder) throws IOException {
        BrokenEngine broken = BrokenEngines.ALL.stream()
                .filter(any -> any.name().equals(engine))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no broken engine is named \"" + engine + '"'));
        Map<String, byte[]> classes =
                new SourceCompiler(NEEDED).compile("broken engine \"" + engine + '"', PatchedSources.of(broken));
        for (Map.Entry<String, byte[]> compiled : classes.entrySet()) {
            Path file = folder.resolve(compiled.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, compiled.getValue());
        }
        return folder + File.pathSeparator + System.getProperty("java.class.path");
    }
}

package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process, over the file that it is told or finds: claims every job for a lease of its own, says how many, and ends. */
final class OtherProcess {
    private OtherProcess() {}

    /** Runs one in this folder; everything that it said. */
    static String run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.endsWith("_URI") || name.endsWith("_URL"));
        Process other = builder.start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    public static void main(String[] arguments) {
        try (LeaseStore store = arguments.length == 0 ? LeaseStores.open() : LeaseStores.open(arguments[0])) {
            LeaseId lease = Samples.granted(store, 99);
            System.out.println("claimed " + Samples.claim(store, lease, 2).size());
        }
    }
}

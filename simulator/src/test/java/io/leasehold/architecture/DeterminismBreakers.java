package io.leasehold.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.util.Map;
import java.util.Set;

/**
 * Everything in the JDK that makes two runs of one seed differ: clocks, threads, chance, and collections whose order
 * depends on identity hashes or on the JVM's salt. A call and a method reference count alike.
 */
final class DeterminismBreakers {

    private static final String NEW = JavaConstructor.CONSTRUCTOR_NAME;

    private static final Set<String> WHOLE_CLASSES = Set.of(
            "java.security.SecureRandom",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.concurrent.Executors",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.concurrent.locks.LockSupport");

    private static final Map<String, Set<String>> MEMBERS = Map.ofEntries(
            Map.entry("java.lang.Math", Set.of("random")),
            Map.entry("java.lang.System", Set.of("nanoTime", "currentTimeMillis", "identityHashCode")),
            Map.entry("java.lang.Thread", Set.of(NEW, "sleep", "startVirtualThread", "ofPlatform", "ofVirtual")),
            Map.entry("java.time.Clock", Set.of("system", "systemUTC", "systemDefaultZone")),
            Map.entry("java.util.Collection", Set.of("parallelStream")),
            Map.entry("java.util.Collections", Set.of("shuffle")),
            Map.entry("java.util.HashMap", Set.of(NEW)),
            Map.entry("java.util.HashSet", Set.of(NEW)),
            Map.entry("java.util.Hashtable", Set.of(NEW)),
            Map.entry("java.util.IdentityHashMap", Set.of(NEW)),
            Map.entry("java.util.Map", Set.of("of", "ofEntries", "copyOf")),
            Map.entry("java.util.Set", Set.of("of", "copyOf")),
            Map.entry("java.util.UUID", Set.of("randomUUID")),
            Map.entry("java.util.WeakHashMap", Set.of(NEW)),
            Map.entry("java.util.concurrent.ConcurrentHashMap", Set.of(NEW, "newKeySet")),
            Map.entry(
                    "java.util.stream.Collectors",
                    Set.of("toSet", "toUnmodifiableSet", "toUnmodifiableMap", "toConcurrentMap")));

    private static final Set<String> FUTURES =
            Set.of("java.util.concurrent.CompletableFuture", "java.util.concurrent.CompletionStage");

    private static final Set<String> TIMED = Set.of("orTimeout", "completeOnTimeout", "delayedExecutor");

    /** The collectors that keep an order only when they are told which map to fill: with that many arguments. */
    private static final Map<String, Integer> ARGUMENTS_OF_ORDERED_COLLECTORS = Map.of("toMap", 4, "groupingBy", 3);

    private DeterminismBreakers() {}

    static boolean contain(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        return WHOLE_CLASSES.contains(owner)
                || MEMBERS.getOrDefault(owner, Set.of()).contains(target.getName())
                || readsAClock(owner, target.getName())
                || runsOnASharedPool(owner, target.getName())
                || collectsWithoutOrder(owner, target);
    }

    /** Whether it asks the machine what time of day it is; how long something took is another matter. */
    static boolean readTheWallClock(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        return readsAClock(owner, target.getName())
                || (owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis"))
                || (owner.equals("java.time.Clock") && target.getName().startsWith("system"))
                || (owner.equals("java.util.Date") && target.getName().equals(NEW))
                || (owner.equals("java.util.Calendar") && target.getName().equals("getInstance"));
    }

    private static boolean readsAClock(String owner, String member) {
        return owner.startsWith("java.time.") && member.equals("now");
    }

    private static boolean runsOnASharedPool(String owner, String member) {
        return FUTURES.contains(owner) && (member.endsWith("Async") || TIMED.contains(member));
    }

    private static boolean collectsWithoutOrder(String owner, AccessTarget target) {
        return owner.equals("java.util.stream.Collectors")
                && target instanceof CodeUnitAccessTarget collector
                && collector.getRawParameterTypes().size()
                        < ARGUMENTS_OF_ORDERED_COLLECTORS.getOrDefault(collector.getName(), 0);
    }
}

package io.leasehold.tck;

import io.leasehold.store.LeaseStore;
import io.leasehold.tck.report.CallLog;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store under test with every ability that it has: the calls of its clients are noted, and what the kit does to it. */
final class RecordedUnderTest implements InvocationHandler {
    private static final String KIT = "kit";

    private final StoreUnderTest kept;
    private final CallLog log;

    private RecordedUnderTest(StoreUnderTest kept, CallLog log) {
        this.kept = kept;
        this.log = log;
    }

    static StoreUnderTest of(StoreUnderTest kept, CallLog log) {
        Set<Class<?>> abilities = new LinkedHashSet<>(List.of(StoreUnderTest.class));
        collect(kept.getClass(), abilities);
        return (StoreUnderTest) Proxy.newProxyInstance(
                RecordedUnderTest.class.getClassLoader(),
                abilities.toArray(Class<?>[]::new),
                new RecordedUnderTest(kept, log));
    }

    /** The kit's own abilities: those are all that a test asks for. */
    private static void collect(@Nullable Class<?> type, Set<Class<?>> abilities) {
        if (type == null) {
            return;
        }
        for (Class<?> implemented : type.getInterfaces()) {
            if (implemented.getEnclosingClass() == StoreUnderTest.class
                    && Modifier.isPublic(implemented.getModifiers())) {
                abilities.add(implemented);
            }
            collect(implemented, abilities);
        }
        collect(type.getSuperclass(), abilities);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) {
        Object[] arguments = given == null ? new Object[0] : given;
        if (method.getDeclaringClass() == Object.class || method.getName().equals("close")) {
            return handOn(method, arguments);
        }
        if (method.getReturnType() == LeaseStore.class) {
            return log.recording((LeaseStore) Objects.requireNonNull(handOn(method, arguments)));
        }
        return log.call(KIT, method.getName(), List.of(arguments), () -> Optional.ofNullable(handOn(method, arguments)))
                .orElse(null);
    }

    private @Nullable Object handOn(Method method, Object[] arguments) {
        try {
            return method.invoke(kept, arguments);
        } catch (InvocationTargetException e) {
            throw unchecked(e.getTargetException());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the kit can't use " + method, e);
        }
    }

    private static RuntimeException unchecked(Throwable trouble) {
        if (trouble instanceof Error error) {
            throw error;
        }
        return trouble instanceof RuntimeException known ? known : new IllegalStateException(trouble);
    }
}

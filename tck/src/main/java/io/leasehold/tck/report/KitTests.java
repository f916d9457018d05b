package io.leasehold.tck.report;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Every test method of a class and of the classes nested in it, so that a part of a run is told from a whole one. */
final class KitTests {
    private KitTests() {}

    static Set<String> of(Class<?> kit) {
        Set<String> found = new TreeSet<>();
        ReflectionSupport.findMethods(
                        kit,
                        method -> AnnotationSupport.isAnnotated(method, Testable.class),
                        HierarchyTraversalMode.TOP_DOWN)
                .forEach(method -> found.add(name(kit, method.getName())));
        ReflectionSupport.findNestedClasses(kit, nested -> AnnotationSupport.isAnnotated(nested, Nested.class))
                .forEach(nested -> found.addAll(of(nested)));
        return found;
    }

    static String present(ExtensionContext test) {
        return name(test.getRequiredTestClass(), test.getRequiredTestMethod().getName());
    }

    private static String name(Class<?> type, String method) {
        return type.getName() + "#" + method;
    }
}

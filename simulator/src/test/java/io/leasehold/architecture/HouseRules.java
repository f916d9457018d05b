package io.leasehold.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** The conditions of the house that ArchUnit has no words for; {@link PlantedViolationTest} shows that each can fail. */
final class HouseRules {

    static final ArchCondition<JavaClass> TOUCH_TIME_THREADS_CHANCE_OR_UNORDERED_COLLECTIONS =
            ArchConditions.accessTargetWhere(DescribedPredicate.describe(
                    "it is time, a thread, chance or a collection without order", DeterminismBreakers::contain));

    static final ArchCondition<JavaClass> READ_THE_WALL_CLOCK = ArchConditions.accessTargetWhere(
            DescribedPredicate.describe("it is the time of day", DeterminismBreakers::readTheWallClock));

    static final ArchCondition<JavaClass> HAVE_A_WORN_OUT_NAME = condition(
            "have a worn-out name",
            type -> type.getSimpleName().matches(".*(Impl|Utils?|Manager)|Abstract.*")
                    || (type.isInterface() && type.getSimpleName().matches("I[A-Z].*")));

    static final ArchCondition<JavaClass> KEEP_A_STATIC_THAT_CAN_BE_SET = condition(
            "keep a static that can be set",
            type -> type.getFields().stream()
                    .map(field -> field.getModifiers())
                    .anyMatch(has -> has.contains(JavaModifier.STATIC) && !has.contains(JavaModifier.FINAL)));

    static final ArchCondition<JavaClass> LIVE_IN_A_NULL_MARKED_PACKAGE =
            condition("live in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class));

    private HouseRules() {}

    private static ArchCondition<JavaClass> condition(String words, Predicate<JavaClass> meets) {
        return new ArchCondition<>(words) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type, meets.test(type), type.getName() + (meets.test(type) ? " does " : " does not ") + words));
            }
        };
    }
}

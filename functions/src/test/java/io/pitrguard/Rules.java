package io.pitrguard;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The forms that the rules of {@link Edge} take. */
final class Rules {
    private Rules() {}

    static ArchRule only(String whose, String... allowed) {
        return classes()
                .that()
                .resideInAPackage(whose)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    static ArchRule onlyOfOurs(String whose, String... allowed) {
        return noClasses()
                .that()
                .resideInAPackage(whose)
                .should()
                .dependOnClassesThat(resideInAPackage(Edge.OURS).and(not(resideInAnyPackage(allowed))));
    }

    static ArchRule confined(String library, String... allowed) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .and()
                .resideInAPackage(Edge.OURS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    static boolean isValue(JavaClass type) {
        return type.isRecord() || type.isEnum() || type.isInterface();
    }

    static boolean readsClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        String descriptor = access.getTarget().getFullName();
        boolean given = descriptor.endsWith("(" + Clock.class.getName() + ")");
        return owner.isEquivalentTo(System.class)
                        && Set.of("currentTimeMillis", "nanoTime").contains(name)
                || owner.isEquivalentTo(Clock.class) && (name.startsWith("system") || name.startsWith("tick"))
                || owner.isEquivalentTo(InstantSource.class) && name.equals("system")
                || owner.getPackageName().startsWith("java.time") && name.equals("now") && !given
                || owner.isEquivalentTo(Date.class) && descriptor.endsWith("<init>()")
                || owner.isEquivalentTo(Calendar.class) && name.equals("getInstance");
    }

    static boolean usesStream(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        return access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err").contains(name)
                || access.getTargetOwner().isAssignableTo(Throwable.class)
                        && access.getTarget().getFullName().endsWith(".printStackTrace()");
    }

    static ArchCondition<JavaClass> resideInNullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().tryGetPackageInfo().isPresent()
                        && type.getPackage().getPackageInfo().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
            }
        };
    }
}

package io.pitrguard;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.pitrguard.domain.policy.Policy;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The edges that the layout allows; each rule is shown, on small offenders compiled for it, to be able to fail. */
class ArchitectureTest {
    private static final String US = "io.pitrguard..";
    private static final String DOMAIN = "io.pitrguard.domain..";
    private static final String CHECK = "io.pitrguard.check..";
    private static final String REMEDIATE = "io.pitrguard.remediate..";
    private static final String RECOVER = "io.pitrguard.recover..";
    private static final String PREVENT = "io.pitrguard.prevent..";
    private static final String PORT = "io.pitrguard.port..";
    private static final String REPORT = "io.pitrguard.report..";
    private static final String AWS = "io.pitrguard.aws..";
    private static final String LAMBDA = "io.pitrguard.lambda..";
    private static final String BOOTSTRAP = "io.pitrguard.bootstrap..";
    private static final String POLICY_READER = "io.pitrguard.bootstrap.policy..";
    private static final String JDK = "java..";
    private static final String JSPECIFY = "org.jspecify..";
    private static final DescribedPredicate<JavaClass> USE_CASES =
            resideInAnyPackage(CHECK, REMEDIATE, RECOVER, PREVENT);

    private static final JavaClasses MAIN = new ClassFileImporter().importPath(mainClasses());

    /** A rule, and sources of which each breaks it; {@code ---} parts the files of one offender. */
    enum Edge {
        DOMAIN_STANDS_ALONE(
                only(DOMAIN, DOMAIN, JDK, JSPECIFY),
                "package io.pitrguard.domain.table; class A { io.pitrguard.port.B b; } --- package io.pitrguard.port; public class B {}",
                "package io.pitrguard.domain; class A { void a() { org.slf4j.L.l(); } } --- package org.slf4j; public class L { public static void l() {} }"),
        DOMAIN_DOES_NO_IO(
                noClasses()
                        .that()
                        .resideInAPackage(DOMAIN)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.io..", "java.net..", "java.nio..", "java.lang.foreign.."),
                "package io.pitrguard.domain; class A { boolean a(java.nio.file.Path p) { return p.isAbsolute(); } }",
                "package io.pitrguard.domain; class A { java.net.Socket s; }"),
        CHECK_NEEDS_DOMAIN_PORT_AND_REMEDIATE(
                only(CHECK, CHECK, REMEDIATE, DOMAIN, PORT, JDK, JSPECIFY),
                "package io.pitrguard.check; class A { io.pitrguard.report.B b; } --- package io.pitrguard.report; public class B {}",
                "package io.pitrguard.check; class A extends io.pitrguard.recover.B {} --- package io.pitrguard.recover; public class B {}"),
        REMEDIATE_NEEDS_DOMAIN_AND_PORT(
                only(REMEDIATE, REMEDIATE, DOMAIN, PORT, JDK, JSPECIFY),
                "package io.pitrguard.remediate; class A { io.pitrguard.check.B b; } --- package io.pitrguard.check; public class B {}"),
        RECOVER_NEEDS_DOMAIN_AND_PORT(
                only(RECOVER, RECOVER, DOMAIN, PORT, JDK, JSPECIFY),
                "package io.pitrguard.recover; class A { io.pitrguard.aws.B b; } --- package io.pitrguard.aws; public class B {}"),
        PREVENT_NEEDS_DOMAIN_AND_PORT(
                only(PREVENT, PREVENT, DOMAIN, PORT, JDK, JSPECIFY),
                "package io.pitrguard.prevent; class A { io.pitrguard.remediate.B b; } --- package io.pitrguard.remediate; public class B {}"),
        PORT_NEEDS_DOMAIN(
                only(PORT, PORT, DOMAIN, JDK, JSPECIFY),
                "package io.pitrguard.port; interface A { io.pitrguard.check.B b(); } --- package io.pitrguard.check; public class B {}"),
        AWS_NEEDS_PORT_AND_DOMAIN(
                onlyOfOurs(AWS, AWS, PORT, DOMAIN),
                "package io.pitrguard.aws; class A { io.pitrguard.check.B b; } --- package io.pitrguard.check; public class B {}"),
        REPORT_NEEDS_DOMAIN_PORT_AND_USE_CASES(
                onlyOfOurs(REPORT, REPORT, DOMAIN, PORT, CHECK, REMEDIATE, RECOVER, PREVENT),
                "package io.pitrguard.report; class A { io.pitrguard.aws.B b; } --- package io.pitrguard.aws; public class B {}",
                "package io.pitrguard.report; class A { io.pitrguard.bootstrap.B b; } --- package io.pitrguard.bootstrap; public class B {}"),
        REPORT_SEES_OF_USE_CASES_ONLY_RESULTS(
                noClasses()
                        .that()
                        .resideInAPackage(REPORT)
                        .should()
                        .dependOnClassesThat(USE_CASES.and(
                                not(describe("records, enums or interfaces", ArchitectureTest::isValue)))),
                "package io.pitrguard.report; class A { io.pitrguard.check.B b; } --- package io.pitrguard.check; public class B {}"),
        LAMBDA_DOES_NOT_REACH_AROUND_BOOTSTRAP(
                onlyOfOurs(LAMBDA, LAMBDA, CHECK, REMEDIATE, RECOVER, PREVENT, REPORT, BOOTSTRAP, DOMAIN, PORT),
                "package io.pitrguard.lambda; class A { io.pitrguard.aws.B b; } --- package io.pitrguard.aws; public class B {}"),
        NOTHING_NEEDS_LAMBDA(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(LAMBDA)
                        .should()
                        .dependOnClassesThat(resideInAPackage(LAMBDA)),
                "package io.pitrguard.bootstrap; class A { io.pitrguard.lambda.B b; } --- package io.pitrguard.lambda; public class B {}"),
        SDK_STAYS_IN_AWS_AND_BOOTSTRAP(
                confined("software.amazon.awssdk..", AWS, BOOTSTRAP),
                "package io.pitrguard.lambda; class A { software.amazon.awssdk.S s; } --- package software.amazon.awssdk; public class S {}"),
        LAMBDA_TYPES_STAY_IN_LAMBDA(
                confined("com.amazonaws..", LAMBDA),
                "package io.pitrguard.bootstrap; class A { com.amazonaws.C c; } --- package com.amazonaws; public class C {}"),
        JACKSON_STAYS_AT_THE_EDGES(
                confined("com.fasterxml.jackson..", LAMBDA, REPORT, AWS, POLICY_READER),
                "package io.pitrguard.bootstrap; class A { com.fasterxml.jackson.J j; } --- package com.fasterxml.jackson; public class J {}"),
        YAML_STAYS_IN_THE_POLICY_READER(
                confined("org.snakeyaml..", POLICY_READER),
                "package io.pitrguard.report; class A { org.snakeyaml.Y y; } --- package org.snakeyaml; public class Y {}"),
        NO_CYCLES(
                slices().matching("io.pitrguard.(**)").should().beFreeOfCycles(),
                "package io.pitrguard.bootstrap; public class A { io.pitrguard.bootstrap.policy.B b; } --- package io.pitrguard.bootstrap.policy; public class B { io.pitrguard.bootstrap.A a; }"),
        NO_CYCLES_IN_DOMAIN(
                slices().matching("io.pitrguard.domain.(*)..").should().beFreeOfCycles(),
                "package io.pitrguard.domain.a; public class A { io.pitrguard.domain.b.B b; } --- package io.pitrguard.domain.b; public class B { io.pitrguard.domain.c.C c; } --- package io.pitrguard.domain.c; public class C { io.pitrguard.domain.a.A a; }"),
        CLOCK_IS_INJECTED(
                noClasses()
                        .that(USE_CASES.or(resideInAnyPackage(DOMAIN, REPORT)))
                        .should()
                        .accessTargetWhere(describe("the clock is read", ArchitectureTest::readsClock)),
                "package io.pitrguard.domain; class A { Object a() { return java.time.Instant.now(); } }",
                "package io.pitrguard.check; class A { Object a() { return java.time.LocalDate.now(java.time.ZoneOffset.UTC); } }",
                "package io.pitrguard.check; class A { java.util.function.Supplier<Object> a = java.time.Instant::now; }",
                "package io.pitrguard.remediate; class A { Object a() { return java.time.Clock.systemUTC(); } }",
                "package io.pitrguard.report; class A { Object a() { return java.time.Clock.tickSeconds(java.time.ZoneOffset.UTC); } }",
                "package io.pitrguard.recover; class A { Object a() { return java.time.InstantSource.system(); } }",
                "package io.pitrguard.report; class A { long a() { return System.currentTimeMillis(); } }",
                "package io.pitrguard.report; class A { java.util.function.LongSupplier a = System::nanoTime; }",
                "package io.pitrguard.prevent; class A { Object a() { return new java.util.Date(); } }",
                "package io.pitrguard.prevent; class A { Object a() { return java.util.Calendar.getInstance(); } }"),
        STREAMS_BELONG_TO_ENTRY_POINTS(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(LAMBDA, AWS, BOOTSTRAP)
                        .should()
                        .accessTargetWhere(describe("a standard stream is used", ArchitectureTest::usesStream)),
                "package io.pitrguard.check; class A { void a() { System.out.println(); } }",
                "package io.pitrguard.report; class A { Object a = System.err; }",
                "package io.pitrguard.port; class A { void a(Exception e) { e.printStackTrace(); } }"),
        PACKAGES_ARE_NULL_MARKED(
                classes().that().resideInAPackage(US).should(resideInNullMarkedPackage()),
                "package io.pitrguard.check; class A {}",
                "package io.pitrguard.check; class A {} --- @Deprecated package io.pitrguard.check;");

        private final ArchRule rule;
        private final List<String> offenders;

        Edge(ArchRule rule, String... offenders) {
            // The packages of later features do not exist yet; the offenders show that the rule bites.
            this.rule = rule.allowEmptyShould(true);
            this.offenders = List.of(offenders);
        }
    }

    @ParameterizedTest
    @EnumSource
    void holds(Edge edge) {
        assertThat(edge.rule.evaluate(MAIN).getFailureReport().getDetails())
                .as(edge.rule.getDescription())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void catchesEachOffender(Edge edge, @TempDir Path folder) throws IOException {
        assertThat(edge.offenders).isNotEmpty();
        for (String offender : edge.offenders) {
            Path output = Files.createTempDirectory(folder, "offender");
            compile(offender, output);
            JavaClasses classes = new ClassFileImporter().importPath(output);
            assertThat(edge.rule.evaluate(classes).hasViolation()).as(offender).isTrue();
        }
    }

    @Test
    void acceptsClocksAndDatesThatAreGiven(@TempDir Path folder) throws IOException {
        compile(
                "package io.pitrguard.check; class A { Object a(java.time.Clock c) { return java.time.Instant.now(c); }"
                        + " Object b(java.time.InstantSource s) { return s.instant(); }"
                        + " Object c(long at) { return new java.util.Date(at); } }",
                folder);
        assertThatCode(() -> Edge.CLOCK_IS_INJECTED.rule.check(new ClassFileImporter().importPath(folder)))
                .doesNotThrowAnyException();
    }

    /** ArchUnit only warns of a class file that is too new for it, and leaves it out. */
    @Test
    void seesEveryClassFile() throws IOException {
        try (Stream<Path> files = Files.walk(mainClasses())) {
            List<String> names = files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> mainClasses().relativize(file).toString())
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
            assertThat(names).contains("io.pitrguard.domain.evaluation.Evaluator");
            assertThat(MAIN).extracting(JavaClass::getName).containsAll(names);
        }
    }

    private static ArchRule only(String whose, String... allowed) {
        return classes()
                .that()
                .resideInAPackage(whose)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    private static ArchRule onlyOfOurs(String whose, String... allowed) {
        return noClasses()
                .that()
                .resideInAPackage(whose)
                .should()
                .dependOnClassesThat(resideInAPackage(US).and(not(resideInAnyPackage(allowed))));
    }

    private static ArchRule confined(String library, String... allowed) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .and()
                .resideInAPackage(US)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static boolean isValue(JavaClass type) {
        return type.isRecord() || type.isEnum() || type.isInterface();
    }

    private static boolean readsClock(JavaAccess<?> access) {
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

    private static boolean usesStream(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        return access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err").contains(name)
                || access.getTargetOwner().isAssignableTo(Throwable.class)
                        && access.getTarget().getFullName().endsWith(".printStackTrace()");
    }

    private static ArchCondition<JavaClass> resideInNullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().tryGetPackageInfo().isPresent()
                        && type.getPackage().getPackageInfo().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
            }
        };
    }

    private static Path mainClasses() {
        try {
            return Path.of(Policy.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void compile(String sources, Path output) {
        List<JavaFileObject> files = new ArrayList<>();
        for (String source : Arrays.asList(sources.split(" --- "))) {
            Matcher named = Pattern.compile("(?:class|interface) (\\w+)").matcher(source);
            String name = named.find() ? named.group(1) : "package-info";
            files.add(
                    new SimpleJavaFileObject(
                            URI.create("mem:///" + files.size() + "/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                            return source;
                        }
                    });
        }
        StringWriter errors = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        errors,
                        null,
                        null,
                        List.of("-proc:none", "-d", output.toString(), "-cp", output.toString()),
                        null,
                        files)
                .call();
        assertThat(compiled).as("%s%n%s", sources, errors).isTrue();
    }
}

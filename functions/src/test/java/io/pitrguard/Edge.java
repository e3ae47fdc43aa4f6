package io.pitrguard;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/** An edge that the layout allows or forbids, with sources of which each breaks it; {@code ---} parts the files of one. */
enum Edge {
    DOMAIN_STANDS_ALONE(
            Rules.only(Edge.DOMAIN, Edge.DOMAIN, Edge.JDK, Edge.JSPECIFY),
            "package io.pitrguard.domain.table; class A { io.pitrguard.port.B b; } --- package io.pitrguard.port; public class B {}",
            "package io.pitrguard.domain; class A { void a() { org.slf4j.L.l(); } } --- package org.slf4j; public class L { public static void l() {} }"),
    DOMAIN_DOES_NO_IO(
            noClasses()
                    .that()
                    .resideInAPackage(Edge.DOMAIN)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.io..",
                            "java.net..",
                            "java.nio",
                            "java.nio.channels..",
                            "java.nio.file..",
                            "java.lang.foreign.."),
            "package io.pitrguard.domain; class A { boolean a(java.nio.file.Path p) { return p.isAbsolute(); } }",
            "package io.pitrguard.domain; class A { java.net.Socket s; }"),
    PORT_NEEDS_DOMAIN(
            Rules.only(Edge.PORT, Edge.PORT, Edge.DOMAIN, Edge.JDK, Edge.JSPECIFY),
            "package io.pitrguard.port; interface A { io.pitrguard.sweep.B b(); } --- package io.pitrguard.sweep; public class B {}"),
    CONCURRENT_NEEDS_DOMAIN_AND_PORT(
            useCase("concurrent"),
            "package io.pitrguard.concurrent; class A { io.pitrguard.sweep.B b; } --- package io.pitrguard.sweep; public class B {}"),
    REMEDIATE_CHANGES_ONE_TABLE(
            useCase("remediate", "concurrent"),
            "package io.pitrguard.remediate; class A { io.pitrguard.ledger.B b; } --- package io.pitrguard.ledger; public class B {}",
            "package io.pitrguard.remediate; class A { io.pitrguard.sweep.B b; } --- package io.pitrguard.sweep; public class B {}"),
    SETTINGS_NEED_NO_USE_CASE(
            useCase("settings"),
            "package io.pitrguard.settings; class A { io.pitrguard.sweep.B b; } --- package io.pitrguard.sweep; public class B {}",
            "package io.pitrguard.settings; class A { io.pitrguard.aws.B b; } --- package io.pitrguard.aws; public class B {}"),
    SELF_CHECK_NEEDS_NO_USE_CASE(
            useCase("selfcheck", "concurrent"),
            "package io.pitrguard.selfcheck; class A { io.pitrguard.sweep.B b; } --- package io.pitrguard.sweep; public class B {}"),
    LEDGER_IS_BELOW_SWEEP(
            useCase("ledger", "remediate", "concurrent"),
            "package io.pitrguard.ledger; class A { io.pitrguard.sweep.B b; } --- package io.pitrguard.sweep; public class B {}",
            "package io.pitrguard.ledger; class A extends io.pitrguard.notify.B {} --- package io.pitrguard.notify; public class B {}"),
    SWEEP_IS_CALLED_BY_DRIFT_AND_CONFIG_RULE(
            useCase("sweep", "ledger", "remediate", "concurrent"),
            "package io.pitrguard.sweep; class A { io.pitrguard.drift.B b; } --- package io.pitrguard.drift; public class B {}",
            "package io.pitrguard.sweep; class A { io.pitrguard.configrule.B b; } --- package io.pitrguard.configrule; public class B {}",
            "package io.pitrguard.sweep; class A { io.pitrguard.notify.B b; } --- package io.pitrguard.notify; public class B {}"),
    DRIFT_NEEDS_SWEEP(
            useCase("drift", "sweep", "ledger", "remediate", "concurrent"),
            "package io.pitrguard.drift; class A { io.pitrguard.configrule.B b; } --- package io.pitrguard.configrule; public class B {}",
            "package io.pitrguard.drift; class A { io.pitrguard.report.B b; } --- package io.pitrguard.report; public class B {}"),
    CONFIG_RULE_NEEDS_SWEEP(
            useCase("configrule", "sweep", "ledger", "remediate", "concurrent"),
            "package io.pitrguard.configrule; class A { io.pitrguard.drift.B b; } --- package io.pitrguard.drift; public class B {}",
            "package io.pitrguard.configrule; class A { io.pitrguard.aws.B b; } --- package io.pitrguard.aws; public class B {}"),
    ORGANIZATION_NEEDS_SWEEP(
            useCase("organization", "sweep", "concurrent"),
            "package io.pitrguard.organization; class A { io.pitrguard.drift.B b; } --- package io.pitrguard.drift; public class B {}",
            "package io.pitrguard.organization; class A { io.pitrguard.wiring.B b; } --- package io.pitrguard.wiring; public class B {}"),
    NOTIFY_READS_RESULTS(
            useCase("notify", "sweep", "drift", "configrule", "selfcheck", "ledger", "concurrent"),
            "package io.pitrguard.notify; class A { io.pitrguard.report.B b; } --- package io.pitrguard.report; public class B {}",
            "package io.pitrguard.notify; class A { io.pitrguard.remediate.B b; } --- package io.pitrguard.remediate; public class B {}"),
    SUMMARY_IS_ABOVE_REPORTS(
            useCase("summary", "report", "notify", "selfcheck", "ledger", "concurrent"),
            "package io.pitrguard.summary; class A { io.pitrguard.sweep.B b; } --- package io.pitrguard.sweep; public class B {}",
            "package io.pitrguard.summary; class A { io.pitrguard.aws.B b; } --- package io.pitrguard.aws; public class B {}"),
    EVIDENCE_NEEDS_NO_USE_CASE(
            useCase("evidence", "concurrent"),
            "package io.pitrguard.evidence; class A { io.pitrguard.report.B b; } --- package io.pitrguard.report; public class B {}"),
    SECURITY_HUB_IS_ABOVE_REPORTS(
            useCase("securityhub", "report"),
            "package io.pitrguard.securityhub; class A { io.pitrguard.sweep.B b; } --- package io.pitrguard.sweep; public class B {}",
            "package io.pitrguard.securityhub; class A { io.pitrguard.aws.B b; } --- package io.pitrguard.aws; public class B {}"),
    RESTORE_IS_ABOVE_SETTINGS(
            useCase("restore", "settings", "concurrent"),
            "package io.pitrguard.restore; class A { io.pitrguard.sweep.B b; } --- package io.pitrguard.sweep; public class B {}",
            "package io.pitrguard.restore; class A { io.pitrguard.aws.B b; } --- package io.pitrguard.aws; public class B {}"),
    DRILL_NEEDS_NO_USE_CASE(
            useCase("drill", "concurrent"),
            "package io.pitrguard.drill; class A { io.pitrguard.restore.B b; } --- package io.pitrguard.restore; public class B {}",
            "package io.pitrguard.drill; class A { io.pitrguard.aws.B b; } --- package io.pitrguard.aws; public class B {}"),
    BACKUP_NEEDS_NO_USE_CASE(
            useCase("backup", "concurrent"),
            "package io.pitrguard.backup; class A { io.pitrguard.restore.B b; } --- package io.pitrguard.restore; public class B {}",
            "package io.pitrguard.backup; class A { io.pitrguard.aws.B b; } --- package io.pitrguard.aws; public class B {}"),
    EXPORT_NEEDS_NO_USE_CASE(
            useCase("export", "concurrent"),
            "package io.pitrguard.export; class A { io.pitrguard.restore.B b; } --- package io.pitrguard.restore; public class B {}",
            "package io.pitrguard.export; class A { io.pitrguard.aws.B b; } --- package io.pitrguard.aws; public class B {}"),
    AWS_NEEDS_PORT_AND_DOMAIN(
            Rules.onlyOfOurs(Edge.AWS, Edge.AWS, Edge.PORT, Edge.DOMAIN),
            "package io.pitrguard.aws; class A { io.pitrguard.sweep.B b; } --- package io.pitrguard.sweep; public class B {}"),
    REPORT_NEEDS_DOMAIN_PORT_AND_USE_CASES(
            Rules.onlyOfOurs(
                    Edge.REPORT,
                    Edge.REPORT,
                    Edge.DOMAIN,
                    Edge.PORT,
                    "io.pitrguard.sweep..",
                    "io.pitrguard.organization..",
                    "io.pitrguard.drift..",
                    "io.pitrguard.configrule..",
                    "io.pitrguard.selfcheck..",
                    "io.pitrguard.ledger..",
                    "io.pitrguard.notify..",
                    "io.pitrguard.remediate.."),
            "package io.pitrguard.report; class A { io.pitrguard.aws.B b; } --- package io.pitrguard.aws; public class B {}",
            "package io.pitrguard.report; class A { io.pitrguard.wiring.B b; } --- package io.pitrguard.wiring; public class B {}"),
    REPORT_SEES_OF_USE_CASES_ONLY_RESULTS(
            noClasses()
                    .that()
                    .resideInAPackage(Edge.REPORT)
                    .should()
                    .dependOnClassesThat(useCases().and(not(describe("records, enums or interfaces", Rules::isValue)))),
            "package io.pitrguard.report; class A { io.pitrguard.sweep.B b; } --- package io.pitrguard.sweep; public class B {}"),
    CONFIG_NEEDS_DOMAIN_AND_WHAT_IT_DESCRIBES(
            Rules.onlyOfOurs(Edge.CONFIG, Edge.CONFIG, Edge.DOMAIN, Edge.PORT, "io.pitrguard.selfcheck.."),
            "package io.pitrguard.config; class A { io.pitrguard.sweep.B b; } --- package io.pitrguard.sweep; public class B {}",
            "package io.pitrguard.config; class A { io.pitrguard.wiring.B b; } --- package io.pitrguard.wiring; public class B {}"),
    FUNCTIONS_DO_NOT_REACH_AROUND_WIRING(
            noClasses()
                    .that()
                    .resideInAPackage(Edge.FUNCTIONS)
                    .should()
                    .dependOnClassesThat(resideInAPackage(Edge.AWS)),
            "package io.pitrguard.functions; class A { io.pitrguard.aws.B b; } --- package io.pitrguard.aws; public class B {}"),
    NOTHING_NEEDS_AN_ENTRY_POINT(
            noClasses()
                    .that()
                    .resideOutsideOfPackages(Edge.FUNCTIONS, Edge.CLI)
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(Edge.FUNCTIONS, Edge.CLI)),
            "package io.pitrguard.wiring; class A { io.pitrguard.functions.B b; } --- package io.pitrguard.functions; public class B {}",
            "package io.pitrguard.report; class A { io.pitrguard.cli.B b; } --- package io.pitrguard.cli; public class B {}"),
    SDK_STAYS_IN_AWS_AND_WIRING(
            Rules.confined("software.amazon.awssdk..", Edge.AWS, Edge.WIRING),
            "package io.pitrguard.functions; class A { software.amazon.awssdk.S s; } --- package software.amazon.awssdk; public class S {}",
            "package io.pitrguard.config; class A { software.amazon.awssdk.S s; } --- package software.amazon.awssdk; public class S {}"),
    LAMBDA_TYPES_STAY_IN_FUNCTIONS(
            Rules.confined("com.amazonaws..", Edge.FUNCTIONS),
            "package io.pitrguard.wiring; class A { com.amazonaws.C c; } --- package com.amazonaws; public class C {}"),
    JACKSON_STAYS_AT_THE_EDGES(
            Rules.confined("com.fasterxml.jackson..", Edge.FUNCTIONS, Edge.REPORT, Edge.AWS, Edge.POLICY_READER),
            "package io.pitrguard.config; class A { com.fasterxml.jackson.J j; } --- package com.fasterxml.jackson; public class J {}"),
    YAML_STAYS_IN_THE_POLICY_READER(
            Rules.confined("org.snakeyaml..", Edge.POLICY_READER),
            "package io.pitrguard.report; class A { org.snakeyaml.Y y; } --- package org.snakeyaml; public class Y {}"),
    NO_CYCLES(
            slices().matching("io.pitrguard.(**)").should().beFreeOfCycles(),
            "package io.pitrguard.config; public class A { io.pitrguard.config.policy.B b; } --- package io.pitrguard.config.policy; public class B { io.pitrguard.config.A a; }",
            "package io.pitrguard.sweep; public class A { io.pitrguard.drift.B b; } --- package io.pitrguard.drift; public class B { io.pitrguard.sweep.A a; }"),
    NO_CYCLES_IN_DOMAIN(
            slices().matching("io.pitrguard.domain.(*)..").should().beFreeOfCycles(),
            "package io.pitrguard.domain.a; public class A { io.pitrguard.domain.b.B b; } --- package io.pitrguard.domain.b; public class B { io.pitrguard.domain.c.C c; } --- package io.pitrguard.domain.c; public class C { io.pitrguard.domain.a.A a; }"),
    CLOCK_IS_INJECTED(
            noClasses()
                    .that(useCases().or(resideInAnyPackage(Edge.DOMAIN, Edge.REPORT)))
                    .should()
                    .accessTargetWhere(describe("the clock is read", Rules::readsClock)),
            "package io.pitrguard.domain; class A { Object a() { return java.time.Instant.now(); } }",
            "package io.pitrguard.sweep; class A { Object a() { return java.time.LocalDate.now(java.time.ZoneOffset.UTC); } }",
            "package io.pitrguard.drift; class A { java.util.function.Supplier<Object> a = java.time.Instant::now; }",
            "package io.pitrguard.remediate; class A { Object a() { return java.time.Clock.systemUTC(); } }",
            "package io.pitrguard.report; class A { Object a() { return java.time.Clock.tickSeconds(java.time.ZoneOffset.UTC); } }",
            "package io.pitrguard.ledger; class A { Object a() { return java.time.InstantSource.system(); } }",
            "package io.pitrguard.report; class A { long a() { return System.currentTimeMillis(); } }",
            "package io.pitrguard.concurrent; class A { java.util.function.LongSupplier a = System::nanoTime; }",
            "package io.pitrguard.notify; class A { Object a() { return new java.util.Date(); } }",
            "package io.pitrguard.selfcheck; class A { Object a() { return java.util.Calendar.getInstance(); } }"),
    STREAMS_BELONG_TO_ENTRY_POINTS(
            noClasses()
                    .that()
                    .resideOutsideOfPackages(Edge.FUNCTIONS, Edge.AWS, Edge.WIRING)
                    .should()
                    .accessTargetWhere(describe("a standard stream is used", Rules::usesStream)),
            "package io.pitrguard.sweep; class A { void a() { System.out.println(); } }",
            "package io.pitrguard.report; class A { Object a = System.err; }",
            "package io.pitrguard.port; class A { void a(Exception e) { e.printStackTrace(); } }"),
    PACKAGES_ARE_NULL_MARKED(
            classes().that().resideInAPackage(Edge.OURS).should(Rules.resideInNullMarkedPackage()),
            "package io.pitrguard.sweep; class A {}",
            "package io.pitrguard.sweep; class A {} --- @Deprecated package io.pitrguard.sweep;");

    static final String OURS = "io.pitrguard..";
    static final String DOMAIN = "io.pitrguard.domain..";
    private static final String PORT = "io.pitrguard.port..";
    private static final String REPORT = "io.pitrguard.report..";
    private static final String AWS = "io.pitrguard.aws..";
    private static final String CONFIG = "io.pitrguard.config..";
    private static final String WIRING = "io.pitrguard.wiring..";
    private static final String POLICY_READER = "io.pitrguard.config.policy..";
    private static final String FUNCTIONS = "io.pitrguard.functions..";
    private static final String CLI = "io.pitrguard.cli..";
    private static final String JDK = "java..";
    private static final String JSPECIFY = "org.jspecify..";

    private final ArchRule rule;
    private final List<String> offenders;

    Edge(ArchRule rule, String... offenders) {
        this.rule = rule;
        this.offenders = List.of(offenders);
    }

    /** Returns the rule. A package may be empty: the offenders show that the rule bites. */
    ArchRule rule() {
        return rule.allowEmptyShould(true);
    }

    List<String> offenders() {
        return offenders;
    }

    /** A use case needs the domain, the ports and the use cases below it; nothing else but the JDK. */
    private static ArchRule useCase(String name, String... below) {
        List<String> allowed = new ArrayList<>(List.of(name, "domain", "port"));
        allowed.addAll(List.of(below));
        List<String> packages = new ArrayList<>(
                allowed.stream().map(each -> "io.pitrguard." + each + "..").toList());
        packages.addAll(List.of(JDK, JSPECIFY));
        return Rules.only("io.pitrguard." + name + "..", packages.toArray(String[]::new));
    }

    private static DescribedPredicate<JavaClass> useCases() {
        return resideInAnyPackage(
                "io.pitrguard.sweep..",
                "io.pitrguard.organization..",
                "io.pitrguard.drift..",
                "io.pitrguard.configrule..",
                "io.pitrguard.ledger..",
                "io.pitrguard.notify..",
                "io.pitrguard.remediate..",
                "io.pitrguard.settings..",
                "io.pitrguard.selfcheck..",
                "io.pitrguard.evidence..",
                "io.pitrguard.securityhub..",
                "io.pitrguard.restore..",
                "io.pitrguard.backup..",
                "io.pitrguard.drill..",
                "io.pitrguard.export..",
                "io.pitrguard.concurrent..");
    }
}

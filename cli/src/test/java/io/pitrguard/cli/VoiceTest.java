package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts for people use the vocabulary: no banned word in a string, comment, script or document. */
class VoiceTest {
    private static final Path PROJECT = Path.of("..");

    /** Files and folders to check. */
    private static final List<String> ROOTS = List.of(
            "README.md",
            "CONTRIBUTING.md",
            "docs",
            "events/README.md",
            "cli/src/main",
            "cli/pom.xml",
            "core/src/main",
            "functions/src/main",
            "functions/src/assembly",
            "sandbox/src/main",
            "sandbox-items/src/main",
            "infra/src/main",
            "infra/pom.xml",
            "benchmarks/src/main",
            "report-page/README.md",
            "report-page/report.schema.json",
            "report-page/pom.xml",
            "policy.yaml",
            "pitr-guard",
            "scripts");

    /** Not checked: decision records keep their content. */
    private static final Set<String> EXCLUDED = Set.of("docs/adr");

    /** Banned pattern and its replacement; patterns ignore case and match whole words. */
    private static final Map<String, String> BANNED = Map.ofEntries(
            Map.entry("look-?alikes?", "local AWS emulator"),
            Map.entry("unwell", "unhealthy"),
            Map.entry("(fights?|fighting|bouts?)", "flapping"),
            Map.entry("(left|leaves?|leaving) alone", "automatic remediation is suspended"),
            Map.entry("(left|leave) to (people|a person)", "automatic remediation is suspended"),
            Map.entry("puts? (off|back)", "requeue"),
            Map.entry("amiss", "open finding"),
            Map.entry("(cut short|broken off|break off)", "interrupted"),
            Map.entry("correct(s|ed|ing|ions?)", "remediate or fix"),
            Map.entry("told", "notified"),
            Map.entry("(diary|recollections?|remembers?|remembered|remembering)", "record, ledger"),
            Map.entry("(sights?|surroundings)", "health finding, environment"),
            Map.entry("(heard|hears|is blind)", "confirmed subscriber, blind spot"),
            Map.entry(
                    "(a|no|the newest|the next|the last|one|newest|next|failed) looks?",
                    "snapshot, observation, check"),
            Map.entry("(unjudged|(could|can) ?not be judged)", "undetermined"),
            Map.entry("(change caps?|caps|capped)", "change budget"),
            Map.entry("(?<!aws-cdk@[\\d.]{1,12} )bootstrap", "wiring"),
            Map.entry("(is|are|was|were|as it has|as they have) to be", "must be, is"),
            Map.entry("ought to", "should"),
            Map.entry("wants? --\\w+", "requires"),
            Map.entry("so many", "this many, a number"),
            Map.entry("(?<!there )is no(?! longer| more)", "is not a"),
            Map.entry("no longer so", "resolved"),
            Map.entry("goes on also", "continues"),
            Map.entry("stands? in the", "is in, is recorded in"),
            Map.entry("mends?", "fix"),
            Map.entry("too dear", "too expensive"),
            Map.entry("a second (and|per) account", "per second, per account"),
            Map.entry("says? (what|whether|how|which)", "describes, explains, checks"),
            Map.entry("looks? whether", "checks whether"),
            Map.entry("what (is|was|are|were) (seen|asked|known|found|there|left|meant|it)", "name the thing"));

    /** Allowed occurrences: file, and the exact text that would otherwise match. */
    private static final Map<String, Set<String>> ALLOWED = Map.of();

    private static final Pattern FINDING = Pattern.compile(
            BANNED.keySet().stream()
                    .sorted()
                    .map(phrase -> "(?:" + phrase + ")")
                    .collect(Collectors.joining("|", "(?<![\\w-])(?:", ")(?![\\w-])")),
            Pattern.CASE_INSENSITIVE);

    /** Has no group that repeats for each character: on a long text, such a group overflows the stack. */
    static final Pattern JAVA_TEXT = Pattern.compile(
            "\"\"\".*?(?<!\\\\)\"\"\"|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\""
                    + "|'(?:[^'\\\\\\n]|\\\\.)*'|//[^\\n]*|/\\*.*?\\*/",
            Pattern.DOTALL);

    private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern JAVADOC_VERB = Pattern.compile("/\\*\\*[\\s*]*(Gives|Says|Tells|Makes|Looks)\\b");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = ROOTS.stream().map(PROJECT::resolve).flatMap(VoiceTest::walk)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|json|md|ya?ml|xml|sh)|.*/pitr-guard"))
                    .filter(file -> EXCLUDED.stream().noneMatch(folder -> file.startsWith(PROJECT.resolve(folder))))
                    .sorted()
                    .toList();
        }
    }

    static Stream<Path> walk(Path root) {
        try {
            return Files.walk(root).filter(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text that people read: of Java, its strings and comments. */
    private static String text(String fileName, String content) {
        if (!fileName.endsWith(".java")) {
            return content.replaceAll("\\s+", " ");
        }
        return JAVA_TEXT
                .matcher(CONCATENATION.matcher(content).replaceAll(""))
                .results()
                .map(found -> found.group().replaceAll("\\s*\\n\\s*\\*?\\s*|\\s+", " "))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> findings(String fileName, String content) {
        Stream<String> words =
                FINDING.matcher(text(fileName, content)).results().map(found -> found.group());
        Stream<String> verbs = JAVADOC_VERB.matcher(content).results().map(found -> "/** " + found.group(1));
        Set<String> allowed = ALLOWED.getOrDefault(fileName, Set.of());
        return Stream.concat(words, verbs)
                .filter(finding -> !allowed.contains(finding))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void usesNoBannedWord(Path file) throws IOException {
        assertThat(findings(PROJECT.relativize(file).toString(), Files.readString(file)))
                .as("banned words; replacements: %s", BANNED)
                .isEmpty();
    }

    @Test
    void checksEveryRoot() throws IOException {
        assertThat(files()).hasSizeGreaterThan(ROOTS.size());
        assertThat(ROOTS).allSatisfy(root -> assertThat(PROJECT.resolve(root)).exists());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String s = \"an AWS look-alike\";",
                "/** Gives the name. */",
                "/** Returns a table\n * that is left\n * alone. */",
                "// People are told once.",
                "f(\"it is left\"\n + \" alone\");",
                "String s = \"\"\"\n Corrected: it is on.\n \"\"\";",
                "// '--x' wants --policy"
            })
    void findsBannedWordsInStringsAndComments(String java) {
        assertThat(findings("Any.java", java)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boolean told = record.told();",
                "char quote = '\"'; int fight = '\\'';",
                "/** Returns the correct name; there is no other. */",
                "String s = \"requeued; automatic remediation is suspended\";",
                "// npx aws-cdk@2.1148.1 bootstrap"
            })
    void ignoresIdentifiersAndPlainEnglish(String java) {
        assertThat(findings("Any.java", java)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "README.md, Nobody was told., told",
        "a.yaml, '# the sweep is to be short', is to be",
        "a.schema.json, '{\"description\": \"Caps on change\"}', Caps",
        "package-info.java, /** Beside bootstrap. */ package a;, bootstrap"
    })
    void checksWholeDocuments(String fileName, String content, String finding) {
        assertThat(findings(fileName, content)).containsExactly(finding);
    }
}

package io.pitrguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.Check;
import io.pitrguard.domain.evaluation.Checks;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.table.FactKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The recipes in CONTRIBUTING.md hold, as far as a test can tell. */
class RecipeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern PATH = Pattern.compile("`((?:core|functions|cli|infra|docs|sandbox)/[^`]+)`");
    private static final Pattern STEP = Pattern.compile("(?m)^\\d+\\. `([^`]+)`");

    @Test
    void namesFilesThatExist() throws IOException {
        List<String> missing = PATH.matcher(recipes())
                .results()
                .map(found -> found.group(1))
                // What the newcomer adds.
                .filter(path -> !path.matches(".*/X(Check|Function|Trigger|)\\.java"))
                .filter(path -> !Files.exists(ROOT.resolve(path)))
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void checkWithNewCallTakesTenFilesAtMost() throws IOException {
        List<String> files = STEP.matcher(check())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(files).hasSizeBetween(6, 10).doesNotHaveDuplicates();
    }

    @Test
    void triggerTakesEightFilesAtMost() throws IOException {
        String recipes = recipes();

        assertThat(STEP.matcher(recipes.substring(recipes.indexOf("### A trigger")))
                        .results()
                        .count())
                .isBetween(5L, 8L);
    }

    @Test
    void namesWhereverTheCompilerAsksForAThought() throws IOException {
        String recipe = check();
        Set<String> switching = new TreeSet<>();
        for (String module : List.of("core", "functions", "cli", "infra")) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    String text = Files.readString(file);
                    if (text.contains("case DeletionProtectionCheck.DeletionProtectionOff")
                            || text.contains("case DETAILS ->")) {
                        switching.add(ROOT.relativize(file).toString());
                    }
                }
            }
        }
        assertThat(switching).isNotEmpty().allSatisfy(file -> assertThat(recipe).contains("`" + file + "`"));
    }

    /** The file of a check holds its violation, and every check is registered. */
    @Test
    void everyViolationStandsInTheFileOfRegisteredCheck() {
        Set<Class<?>> registered = Checks.ALL.stream().map(Check::getClass).collect(Collectors.toSet());

        assertThat(Violation.class.getPermittedSubclasses())
                .allSatisfy(violation -> assertThat(registered).contains(violation.getEnclosingClass()));
    }

    @Test
    void everyFactIsReadWithTheActionThatItsCheckDeclares() {
        for (FactKind kind : FactKind.values()) {
            assertThat(Checks.ALL.stream().filter(check -> check.facts().contains(kind)))
                    .as("checks that need %s", kind)
                    .isNotEmpty()
                    .allSatisfy(check -> assertThat(check.iamActions()).contains(kind.iamAction()));
        }
        assertThat(Arrays.stream(FactKind.values()).map(FactKind::iamAction)).doesNotHaveDuplicates();
        assertThat(Checks.KEYS).doesNotHaveDuplicates();
    }

    private static String recipes() throws IOException {
        String text = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
        return text.substring(text.indexOf("## Recipes"), text.indexOf("## Where things go"));
    }

    private static String check() throws IOException {
        String recipes = recipes();
        int start = recipes.indexOf("### A check");
        int end = recipes.indexOf("\n### ", start + 1);
        return end < 0 ? recipes.substring(start) : recipes.substring(start, end);
    }
}

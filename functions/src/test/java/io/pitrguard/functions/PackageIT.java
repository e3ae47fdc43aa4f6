package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import io.pitrguard.config.FunctionKind;
import io.pitrguard.sandbox.lambda.DeploymentPackage;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The deployable package: Lambda can read it, it is the same wherever it is built, and of pitr-guard's classes it holds
 * those that a handler uses.
 */
class PackageIT {
    /** Handlers use constants of these, which the compiler copies: no use of the class is seen in their code. */
    private static final Set<String> ONLY_CONSTANTS = Set.of(
            "io.pitrguard.config.StackName",
            "io.pitrguard.config.Version",
            "io.pitrguard.domain.drill.DrillTarget",
            "io.pitrguard.domain.table.AwsNames");

    private static final Path PACKAGE = Path.of("target", "pitr-guard-functions.zip");
    private static final Path RECOVERY = Path.of("target", "pitr-guard-recovery.zip");
    private static final Path SECURITY_HUB = Path.of("target", "pitr-guard-security-hub.zip");
    private static final Path HANDLERS = Path.of("target", "classes");
    private static final Path STORED_JARS = Path.of("src", "assembly", "StoredJars.java");
    private static final String OURS = "io.pitrguard.";

    @TempDir
    private Path folder;

    /** The packages: of the functions that watch, and of those that recover. */
    static Stream<Path> packages() {
        return Stream.of(PACKAGE, RECOVERY);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void everybodyMayReadWhatIsInIt(Path deployed) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(deployed, Map.of("enablePosixFileAttributes", true));
                Stream<Path> all = Files.walk(zip.getPath("/"))) {
            assertThat(all.filter(path -> path.getNameCount() > 0).toList())
                    .hasSizeGreaterThan(40)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .as(path.toString())
                            .isEqualTo(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    @Test
    void theSdkForSecurityHubIsALayer() throws IOException {
        try (ZipFile all = new ZipFile(PACKAGE.toFile());
                ZipFile layer = new ZipFile(SECURITY_HUB.toFile())) {
            assertThat(all.stream().map(ZipEntry::getName)).noneMatch(name -> name.contains("securityhub-"));
            assertThat(layer.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName))
                    .singleElement()
                    .asString()
                    .matches("java/lib/securityhub-[0-9.]+\\.jar");
        }
    }

    @Test
    void itsLibrariesAreTheSameInAllTimeZones() throws Exception {
        Path from = Files.createDirectory(folder.resolve("from"));
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(from.resolve("a.jar")))) {
            jar.putNextEntry(new ZipEntry("entry"));
            jar.write(1);
            jar.closeEntry();
        }

        assertThat(stored(from, "America/New_York")).hasSize(1).isEqualTo(stored(from, "UTC"));
    }

    /** What only restores take makes neither the other package larger nor its start slower. */
    @Test
    void whatRestoresIsInAPackageOfItsOwn() throws IOException {
        try (ZipFile all = new ZipFile(PACKAGE.toFile());
                ZipFile recovery = new ZipFile(RECOVERY.toFile())) {
            assertThat(all.stream().map(ZipEntry::getName))
                    .noneMatch(
                            name -> name.matches(
                                    ".*((Restore|Drill)[A-Z].*|/(applicationautoscaling|cloudwatch|iam|lambda|pipes|sfn)-[0-9.]+\\.jar)"));
            assertThat(recovery.stream().map(ZipEntry::getName))
                    .anyMatch(name -> name.endsWith("functions/RestoreFunction.class"))
                    .anyMatch(name -> name.endsWith("functions/DrillFunction.class"))
                    .noneMatch(name -> name.endsWith("functions/DriftFunction.class"))
                    .noneMatch(name -> name.matches(".*/(iam|securityhub|sfn)-[0-9.]+\\.jar"));
        }
    }

    @ParameterizedTest
    @MethodSource("packages")
    void holdsNoClassOfOursThatNoHandlerUses(Path deployed) throws IOException {
        Map<String, Set<String>> uses = usesOfOurs(deployed);
        Set<String> reached = new TreeSet<>();
        Deque<String> pending = new ArrayDeque<>(uses.keySet().stream()
                .filter(name -> name.startsWith(OURS + "functions.") && name.endsWith("Function"))
                .toList());
        assertThat(pending)
                .containsExactlyInAnyOrderElementsOf(Stream.of(FunctionKind.values())
                        .filter(kind -> kind.recovers() == deployed.equals(RECOVERY))
                        .map(FunctionKind::handler)
                        .toList());
        while (!pending.isEmpty()) {
            String name = pending.remove();
            if (reached.add(name)) {
                pending.addAll(uses.getOrDefault(name, Set.of()));
            }
        }

        reached.addAll(ONLY_CONSTANTS);
        assertThat(uses.keySet())
                .isSubsetOf(reached)
                .extracting(name -> name.substring(name.lastIndexOf('.') + 1))
                .doesNotContain(
                        "AcknowledgeTable", "RedriveMessages", "StatusViews", "HistoryViews", "PolicyDescription");
    }

    @ParameterizedTest
    @MethodSource("packages")
    void lacksNoClassThatOneOfItsClassesUses(Path deployed) throws IOException {
        Map<String, Set<String>> uses = usesOfOurs(deployed);

        assertThat(uses).hasSizeGreaterThan(100);
        assertThat(uses.values().stream().flatMap(Set::stream)).isSubsetOf(uses.keySet());
    }

    /** Returns which classes of ours each class of ours in the package uses; a nested class counts for its outer one. */
    private Map<String, Set<String>> usesOfOurs(Path deployed) throws IOException {
        Path root = folder.resolve("root");
        DeploymentPackage.unzip(deployed, root);
        List<Location> locations = new ArrayList<>(List.of(Location.of(root.resolve("io"))));
        try (Stream<Path> libraries = Files.list(root.resolve("lib"))) {
            libraries
                    .filter(jar -> jar.getFileName().toString().startsWith("pitr-guard-"))
                    .forEach(jar -> locations.add(Location.of(jar.toUri())));
        }
        // Nothing beside the package counts, such as what lies on this test's class path.
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            Map<String, Set<String>> uses = new TreeMap<>();
            for (JavaClass each : new ClassFileImporter().importLocations(locations)) {
                uses.computeIfAbsent(outermost(each.getName()), _ -> new TreeSet<>())
                        .addAll(usesOfOurs(each));
            }
            return uses;
        });
    }

    private static Set<String> usesOfOurs(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency ->
                        dependency.getTargetClass().getBaseComponentType().getName())
                .filter(name -> name.startsWith(OURS))
                .map(PackageIT::outermost)
                .collect(Collectors.toSet());
    }

    private static String outermost(String name) {
        return name.replaceAll("\\$.*", "");
    }

    private Map<String, String> stored(Path from, String zone) throws IOException, InterruptedException {
        Path to = folder.resolve(zone.replace('/', '-'));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder run = new ProcessBuilder(
                        java.toString(), STORED_JARS.toString(), HANDLERS.toString(), from.toString(), to.toString())
                .inheritIO();
        run.environment().put("TZ", zone);
        assertThat(run.start().waitFor()).isZero();
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> jars = Files.list(to.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                contents.put(jar.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(jar)));
            }
        }
        return contents;
    }
}

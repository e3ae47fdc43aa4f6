package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment in one account pays nothing for organizations: neither calls nor classes. */
class OneAccountTest {
    private static final List<String> OF_ORGANIZATIONS = List.of(
            "io.pitrguard.functions.OrganizationAccess",
            "io.pitrguard.functions.OrganizationDrift",
            "io.pitrguard.organization.KnownAccounts",
            "io.pitrguard.wiring.MemberAccess",
            "io.pitrguard.report.SweepDocuments",
            "software.amazon.awssdk.services.sts.StsClient",
            "software.amazon.awssdk.services.s3.S3Client",
            "software.amazon.awssdk.services.organizations.OrganizationsClient");

    /** Reacts to a call in a deployment of one account. */
    static final class Drifts implements Runnable {
        @Override
        public void run() {
            try (DriftTestBed bed = new DriftTestBed()) {
                bed.create("orders").enabled(35);
                bed.send(bed.disable("orders"));
                assertThat(bed.deliver()).isEmpty();
                assertThat(bed.on("orders")).isTrue();
                assertThat(bed.aws.sandbox().calls().count("AssumeRole")).isZero();
                assertThat(bed.aws.sandbox().calls().count("GetObject")).isZero();
            }
        }
    }

    /** Reacts to a call in a deployment for an organization. */
    static final class DriftsInOrganization implements Runnable {
        @Override
        public void run() {
            try (DriftTestBed bed = new DriftTestBed()) {
                new OrganizationTestBed(bed.aws);
                bed.hub = OrganizationTestBed.HUB;
                bed.create("orders").enabled(35);
                bed.send(bed.disable("orders"));
                assertThat(bed.deliver()).isEmpty();
            }
        }
    }

    /** Loads all classes by itself, and knows which. */
    private static final class Watched extends URLClassLoader {
        Watched() {
            super(
                    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                            .map(each -> url(Path.of(each).toUri()))
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
        }

        private static URL url(URI uri) {
            try {
                return uri.toURL();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<String> loaded() {
            return OF_ORGANIZATIONS.stream()
                    .filter(name -> findLoadedClass(name) != null)
                    .toList();
        }
    }

    private static List<String> loadedBy(Class<? extends Runnable> scenario) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (Watched watched = new Watched()) {
            thread.setContextClassLoader(watched);
            var constructor = watched.loadClass(scenario.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            ((Runnable) constructor.newInstance()).run();
            return watched.loaded();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Drifts.class})
    void loadsNothingOfOrganizations(Class<? extends Runnable> scenario) throws Exception {
        assertThat(loadedBy(scenario)).isEmpty();
    }

    @Test
    void thisTestCanFail() throws Exception {
        assertThat(loadedBy(DriftsInOrganization.class))
                .contains("io.pitrguard.wiring.MemberAccess", "software.amazon.awssdk.services.s3.S3Client");
    }
}

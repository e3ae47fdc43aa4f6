package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code pitr-guard demo --organization}: 12 accounts, of which it shows each kind of trouble. */
class DemoOrganizationTest {
    private final Properties before = (Properties) System.getProperties().clone();

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @Test
    void endsWithThePathOfTheReport() throws IOException {
        CommandResult result = Cli.run("demo", "--organization").ends(0);

        Path report = Path.of(result.out()
                .substring(result.out().lastIndexOf("Report: ") + "Report: ".length())
                .strip());
        assertThat(Files.readString(report)).contains("100000000010", "sealed", "NON_COMPLIANT");
    }

    @Test
    void sweepsTwelveAccountsAndShowsWhichCouldNotBeRead() {
        CommandResult result = Cli.run("demo", "--organization").ends(0);

        assertThat(result.out())
                .startsWith("An organization of 12 accounts with 3 regions each in a local AWS emulator at http://")
                .contains(
                        "$ ./pitr-guard sweep --organization --regions all --external-id demo-external-id --html report.html\n",
                        "NON_COMPLIANT  HIGH      off       100000000005 us-east-1    sessions\n",
                        "… and 23 accounts and regions without a finding (--all lists them)\n",
                        "NOT READ in 1 account: AWS denied sts:AssumeRole on arn:aws:iam::100000000009:role/pitr-guard-member,",
                        "    100000000009 legacy (Workloads)\n",
                        "with an explicit deny in a service control policy",
                        "    100000000010 sealed (Workloads/Production): eu-central-1, eu-west-1, us-east-1\n",
                        "SKIPPED 1 account (suspended): 100000000011 closed-shop (Workloads)\n",
                        "49 tables in 27 accounts and regions of the organization, policy built-in\n",
                        "4 non-compliant, 0 undetermined, 45 compliant",
                        "NOT EVERYTHING WAS READ: 1 account, 3 regions of other accounts.",
                        "Exit code 2 ",
                        "Next, in your management account or a delegated administrator:\n");
        assertThat(result.err())
                .contains("sweeping 10 accounts in eu-central-1, eu-west-1, us-east-1 (30 accounts and regions)");
    }
}

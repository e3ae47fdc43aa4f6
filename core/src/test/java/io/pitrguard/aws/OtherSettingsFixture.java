package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.TableSettings;
import io.pitrguard.port.TableSettings.Reply;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.wiring.SettingsWiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Settings that services other than DynamoDB hold, on the sandbox: a table, and another that gets them. */
abstract class OtherSettingsFixture {
    protected final SandboxAws aws = SandboxAws.start(options -> options.withStaleReads(0));
    protected final TableSettings settings = SettingsWiring.settings(aws.clients());

    @AfterEach
    void close() {
        aws.close();
        assertThat(aws.sandbox().failures()).isEmpty();
    }

    protected TableRef table(String name) {
        return aws.where().table(name);
    }

    protected SandboxTable create(String name) {
        aws.sandbox().tables().create(name);
        return aws.sandbox().tables().get(name);
    }

    protected SettingValue value(TableRef table, Setting setting) {
        Reading reading = settings.read(table, Set.of(setting)).get(setting);
        assertThat(reading).isInstanceOf(Reading.Known.class);
        return ((Reading.Known) reading).value();
    }

    protected Cause unreadable(TableRef table, Setting setting) {
        Reading reading = settings.read(table, Set.of(setting)).get(setting);
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
        return ((Reading.Unreadable) reading).cause();
    }

    /** Makes each change after another reading, as a copy does; returns them in their order. */
    protected List<String> copy(TableRef from, TableRef to, Setting setting) {
        SettingValue source = value(from, setting);
        List<String> made = new ArrayList<>();
        while (true) {
            List<SettingChange> changes = setting.changes(source, value(to, setting));
            if (changes.isEmpty()) {
                return made;
            }
            SettingChange change = changes.getFirst();
            assertThat(made).as("changes that take effect").doesNotContain(change.name());
            assertThat(settings.write(to, change)).as(change.name()).isEqualTo(new Reply.Accepted());
            made.add(change.name());
        }
    }

    /** Returns the names of the calls so far that wrote something of other services. */
    protected List<String> writes() {
        return aws.sandbox().calls().all().stream()
                .map(call -> call.operation())
                .filter(name -> name.matches("(Put|Register|Tag|Enable|Create|Update)(?!Table).*"))
                .toList();
    }
}

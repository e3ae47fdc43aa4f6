package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.List;
import java.util.Set;

/** EventBridge Pipes that read the stream. */
public record PipesSetting() implements Setting {
    private static final Description DESCRIPTION = new Description(
            "pipes",
            "EventBridge Pipes",
            Carried.NO,
            new Copying.ByHand(
                    "The source of a pipe is fixed, so that each needs a new pipe. List them with aws pipes list-pipes --source-prefix and the ARN of the source's stream."),
            Set.of(),
            Set.of());

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.of("pipes list-pipes", target, "--source-prefix " + ShellWord.quoted(target.arn() + "/stream/"));
    }

    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return List.of();
    }
}

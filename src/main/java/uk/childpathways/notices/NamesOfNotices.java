package uk.childpathways.notices;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.childpathways.people.Role;
import uk.childpathways.vocabulary.contract.NamedValues;
import uk.childpathways.vocabulary.contract.ValueKind;

/** The notices that models name by a word, and whom they can tell. */
@Configuration(proxyBeanMethods = false)
class NamesOfNotices {

    @Bean
    NamedValues noticeNames() {
        return new NamedValues.Listed(ValueKind.NOTICE, ModelNotices.named());
    }

    @Bean
    NamedValues recipientNames() {
        Map<String, String> names = new LinkedHashMap<>();
        Recipients.WORDS.keySet().stream().sorted().forEach(word -> names.put(word, Recipients.WORDS.get(word)));
        Arrays.stream(Role.values()).forEach(role -> names.put(role.key(), "The " + role.words() + " for this child."));
        return new NamedValues.Listed(ValueKind.RECIPIENTS, names);
    }
}

package uk.childpathways.desk;

import java.util.List;
import org.springframework.stereotype.Component;

/** Asked by the child's page for the few things that are begun most often for the child. */
@Component("startsOfChild")
public class StartsOfChild {

    private final Starts starts;

    StartsOfChild(Starts starts) {
        this.starts = starts;
    }

    public List<Starts.Line> first(String childRef) {
        return starts.firstOfChild(childRef);
    }
}

package uk.childpathways.desk;

import java.util.List;

/** Port: the processes that the person logged in may start, as their models in force describe them. */
public interface StartModels {

    /** In no order. */
    List<Start> ofThisPerson();
}

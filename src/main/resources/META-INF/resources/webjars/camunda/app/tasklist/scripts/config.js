// Tasklist for Child Pathways. Stands in place of the vendor's file of the same name.
export default {
  app: {
    name: 'Tasklist',
    vendor: 'Child Pathways'
  },
  // The three forms of calendar/Days.java: in a sentence, on record, in a list.
  dateFormat: {
    monthName: 'MMMM',
    day: 'DD',
    abbr: 'D MMM YYYY [at] HH:mm',
    normal: 'D MMMM YYYY [at] HH:mm',
    long: 'dddd D MMMM YYYY [at] HH:mm',
    short: 'D MMMM YYYY'
  },
  // The words are English for everybody, whatever the browser's language.
  locales: {
    availableLocales: ['en'],
    fallbackLocale: 'en'
  },
  customScripts: ['scripts/child-pathways/session', 'scripts/child-pathways/english-days', 'scripts/child-pathways/day-questions', 'scripts/child-pathways/forms', 'scripts/child-pathways/open-task', 'scripts/child-pathways/cards', 'scripts/child-pathways/icon-names', 'scripts/child-pathways/why-this-date', 'scripts/child-pathways/what-good-looks-like', 'scripts/child-pathways/notices', 'scripts/child-pathways/next-task', 'scripts/child-pathways/record', 'scripts/child-pathways/starts'],
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: 'claims the currently selected task'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: 'set the focus to the first filter in the list'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: 'sets the focus to the first task in the list'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: 'sets the focus to the first input field in a task form'
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: 'opens the start process modal dialog'
    }
  }
};

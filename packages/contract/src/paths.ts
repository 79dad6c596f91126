/** Every address of the API, in one place for the server that answers and the clients that ask. */
export const paths = {
  /** GET Session · POST SignIn → Session · DELETE → SignedOut. */
  session: '/api/v1/session',
  /** POST SetUpOwner → Session; the one-time link printed at start opens `/setup#<token>`. */
  owner: '/api/v1/owner',
  /** POST ChoosePassword → Session; the one-time link that an administrator makes opens `/password#<token>`. */
  password: '/api/v1/password',
  /** POST ChangePassword → Session. */
  ownPassword: '/api/v1/session/password',
  /** POST Proof → Session: what is dangerous asks for a recent one. */
  sessionProof: '/api/v1/session/proof',
  /** POST SignInByPasskey → Session. */
  passkeySession: '/api/v1/session/passkey',
  /** POST AskPasskey → PasskeyOptions: what the browser hands to the authenticator. */
  passkeyRequest: '/api/v1/session/passkey/request',
  /** GET Passkeys · POST AddPasskey → PasskeyView. */
  passkeys: '/api/v1/session/passkeys',
  /** POST → PasskeyOptions, for a new one. */
  passkeyCreation: '/api/v1/session/passkeys/creation',
  /** PATCH RenamePasskey → PasskeyView · DELETE → Removed. */
  passkey: '/api/v1/session/passkeys/:id',
  /** GET SecondFactorState · POST → Enrolment · DELETE → SecondFactorState. */
  secondFactor: '/api/v1/session/second-factor',
  /** POST ConfirmSecondFactor → RecoveryCodes. */
  secondFactorCode: '/api/v1/session/second-factor/code',
  /** GET SingleSignOn · POST BeginSingleSignOn → SingleSignOnBegun. */
  singleSignOn: '/api/v1/session/single-sign-on',
  /** POST SingleSignOnAnswer → SingleSignOnDone. */
  singleSignOnAnswer: '/api/v1/session/single-sign-on/answer',
  /** GET Identities: one's own. */
  identities: '/api/v1/identities',
  /** DELETE → Removed. */
  identity: '/api/v1/identities/:id',
  /** GET Sessions: one's own · DELETE → Ended: all but the one that asks. */
  sessions: '/api/v1/sessions',
  /** DELETE → Removed. */
  oneSession: '/api/v1/sessions/:id',
  /** GET PinState · PUT SetPin → PinState · DELETE → PinState. */
  ownPin: '/api/v1/session/pin',
  /** GET Terminals · POST AddTerminal → PairingCode. */
  terminals: '/api/v1/terminals',
  /** GET TerminalView · PUT ChangeTerminal → TerminalView · DELETE → Removed. */
  terminal: '/api/v1/terminals/:id',
  /** POST ReasonQuery → PairingCode. */
  terminalCode: '/api/v1/terminals/:id/pairing-code',
  /** POST PairTerminal → TerminalHere: the browser that asks becomes the terminal. */
  terminalPairing: '/api/v1/terminal/pairing',
  /** GET TerminalPeople. */
  terminalPeople: '/api/v1/terminal/people',
  /** POST TerminalSignIn → Session. */
  terminalSession: '/api/v1/terminal/session',
  /** POST → Session: somebody goes on working. */
  terminalActivity: '/api/v1/terminal/activity',
  /** GET Tokens: one's own · POST CreateToken → CreatedToken. */
  tokens: '/api/v1/tokens',
  /** DELETE → Removed. */
  token: '/api/v1/tokens/:id',
  /** GET Keys. */
  keys: '/api/v1/keys',
  /** POST ReasonQuery → Keys: a new certificate for this server now. */
  serverRenewal: '/api/v1/keys/server/renewal',
  /** POST ReasonQuery → Keys: every device must trust the new one. */
  authorityReplacement: '/api/v1/keys/authority/replacement',
  /** POST IssueCertificate → IssuedCertificate, for edge nodes. */
  personCertificates: '/api/v1/people/:id/certificates',
  /** DELETE → Removed. */
  edgeCertificate: '/api/v1/keys/edges/:id',
  /** GET: the page on which a device is led to trust this installation's authority. */
  trust: '/trust',
  /** GET: the authority as a file, and what that page is made of. */
  trustFile: '/trust/:file',
  /** GET Places · POST AddPlace → PlaceView. */
  places: '/api/v1/places',
  /** GET PlaceView · PATCH ChangePlace → PlaceView · DELETE → Removed. */
  place: '/api/v1/places/:id',
  /** GET CalendarView · PUT SetCalendar → CalendarView · DELETE → Removed. */
  placeCalendar: '/api/v1/places/:id/calendar',
  /** GET ShiftsQuery → Shifts. */
  placeShifts: '/api/v1/places/:id/shifts',
  /** GET PeopleQuery → People · POST CreatePerson → PersonView. */
  people: '/api/v1/people',
  /** GET PersonView · PATCH ChangePerson → PersonView. */
  person: '/api/v1/people/:id',
  /** POST → PasswordLink. */
  personPasswordLink: '/api/v1/people/:id/password-link',
  /** GET SecondFactorState · DELETE → Removed. */
  personSecondFactor: '/api/v1/people/:id/second-factor',
  /** GET Badges · POST AssignBadge → BadgeView. */
  personBadges: '/api/v1/people/:id/badges',
  /** DELETE → Removed. */
  personBadge: '/api/v1/people/:id/badges/:badge',
  /** GET PinState · PUT SetPinOf → PinState · DELETE → PinState. */
  personPin: '/api/v1/people/:id/pin',
  /** GET Passkeys. */
  personPasskeys: '/api/v1/people/:id/passkeys',
  /** DELETE → Removed. */
  personPasskey: '/api/v1/people/:id/passkeys/:passkey',
  /** GET Sessions · DELETE → Ended. */
  personSessions: '/api/v1/people/:id/sessions',
  /** DELETE → Removed. */
  personSession: '/api/v1/people/:id/sessions/:session',
  /** GET Identities · POST LinkIdentity → IdentityView. */
  personIdentities: '/api/v1/people/:id/identities',
  /** DELETE → Removed. */
  personIdentity: '/api/v1/people/:id/identities/:identity',
  /** GET Tokens · POST CreateToken → CreatedToken, for displays and edge nodes. */
  personTokens: '/api/v1/people/:id/tokens',
  /** DELETE → Removed. */
  personToken: '/api/v1/people/:id/tokens/:token',
  /** GET GrantsQuery → Grants · POST GiveRole → GrantView. */
  grants: '/api/v1/grants',
  /** DELETE → Removed. */
  grant: '/api/v1/grants/:id',
  /** GET Roles: the matrix. */
  roles: '/api/v1/roles',
  /** GET NumberedQuery → Parts · POST AddPart → PartView. */
  parts: '/api/v1/parts',
  /** GET PartView · PATCH ChangePart → PartView. */
  part: '/api/v1/parts/:id',
  /** GET NumberedQuery → Jobs · POST AddJob → JobView. */
  jobs: '/api/v1/jobs',
  /** GET JobView · PUT ChangeJob → JobView. */
  job: '/api/v1/jobs/:id',
  /** GET ProjectsQuery → Projects. */
  projects: '/api/v1/projects',
  /** GET ProjectDetail. */
  project: '/api/v1/projects/:id',
  /** GET SimilarQuery → SimilarProjects. */
  projectSimilar: '/api/v1/projects/:id/similar',
  /** GET RunsQuery → Runs. */
  projectRuns: '/api/v1/projects/:id/runs',
  /** GET OutcomesQuery → Outcomes · POST AddOutcome → OutcomeView. */
  projectOutcomes: '/api/v1/projects/:id/outcomes',
  /** GET Measurements · POST AddMeasurements → Measurements. */
  projectMeasurements: '/api/v1/projects/:id/measurements',
  /** DELETE → Removed: one that a person entered. */
  projectMeasurement: '/api/v1/projects/:id/measurements/:measurement',
  /** PUT MarkRun → RunMark. */
  runWarmUp: '/api/v1/projects/:id/runs/:run/warm-up',
  /** PUT TellRun → RunTold. */
  runOutcome: '/api/v1/projects/:id/runs/:run/outcome',
  /** GET ProgramDetail. */
  program: '/api/v1/programs/:id',
  /** GET RevisionDetail. */
  programRevision: '/api/v1/programs/:id/revisions/:revision',
  /** GET → the program byte for byte. */
  programText: '/api/v1/programs/:id/revisions/:revision/text',
  /** GET → SVG of its toolpath. */
  programThumbnail: '/api/v1/programs/:id/revisions/:revision/thumbnail',
  /** GET ProgramDiff: from the first to the other. */
  programDiff: '/api/v1/programs/:id/revisions/:revision/diff/:other',
  /** POST FindSimilar → SimilarOperations. */
  similar: '/api/v1/similar',
  /** GET OperationsQuery → OperationColumns. */
  operations: '/api/v1/operations',
  /** GET AnnotationsQuery → Annotations · POST AddAnnotation → AnnotationView. */
  annotations: '/api/v1/annotations',
  /** GET AnnotationView · PATCH ChangeAnnotation → AnnotationView · DELETE → Removed. */
  annotation: '/api/v1/annotations/:id',
  /** GET TasksQuery → Tasks. */
  tasks: '/api/v1/tasks',
  /** GET DeadLettersQuery → Tasks. */
  deadLetters: '/api/v1/tasks/dead-letters',
  /** GET TaskView. */
  task: '/api/v1/tasks/:id',
  /** POST ReasonQuery → TaskView. */
  taskRetry: '/api/v1/tasks/:id/retry',
  /** POST ReasonQuery → TaskView. */
  taskCancel: '/api/v1/tasks/:id/cancel',
  /** GET NotificationRulesQuery → NotificationRules · POST AddNotificationRule → NotificationRuleView. */
  notificationRules: '/api/v1/notification-rules',
  /** GET NotificationRuleView · PUT ChangeNotificationRule → NotificationRuleView · DELETE → Removed. */
  notificationRule: '/api/v1/notification-rules/:id',
  /** POST ReasonQuery → TestedNotification. */
  notificationRuleTest: '/api/v1/notification-rules/:id/test',
  /** GET NotificationsQuery → Notifications. */
  notificationsTold: '/api/v1/notification-rules/:id/notifications',
  /** GET WebhooksQuery → Webhooks · POST AddWebhook → AddedWebhook. */
  webhooks: '/api/v1/webhooks',
  /** GET WebhookView · PUT ChangeWebhook → WebhookView · DELETE → Removed. */
  webhook: '/api/v1/webhooks/:id',
  /** POST ReasonQuery → WebhookSecret. */
  webhookSecret: '/api/v1/webhooks/:id/secret',
  /** POST ReasonQuery → DeliveryView. */
  webhookTest: '/api/v1/webhooks/:id/test',
  /** GET DeliveriesQuery → Deliveries. */
  webhookDeliveries: '/api/v1/webhooks/:id/deliveries',
  /** GET LongListQuery → HarvestSources · POST AddHarvestSource → HarvestSourceView. */
  harvestSources: '/api/v1/harvest-sources',
  /** GET HarvestSourceView · PUT ChangeHarvestSource → HarvestSourceView · DELETE → Removed. */
  harvestSource: '/api/v1/harvest-sources/:id',
  /** POST ReasonQuery → HarvestView. */
  harvestBegin: '/api/v1/harvest-sources/:id/harvests',
  /** POST application/octet-stream, UploadQuery → UploadedFile. */
  harvestUpload: '/api/v1/harvest-sources/:id/files',
  /** GET HarvestsQuery → Harvests. */
  harvests: '/api/v1/harvests',
  /** GET HarvestView. */
  harvest: '/api/v1/harvests/:id',
  /** POST ReasonQuery → HarvestView. */
  harvestCancel: '/api/v1/harvests/:id/cancel',
  /** GET HarvestSkipsQuery → HarvestSkips. */
  harvestSkips: '/api/v1/harvests/:id/skips',
  /** GET InboxQuery → MaterialInbox · POST ConfirmMaterials → Confirmed. */
  materialInbox: '/api/v1/program-inbox/materials',
  /** GET InboxQuery → ToolInbox · POST ConfirmTools → Confirmed. */
  toolInbox: '/api/v1/program-inbox/tools',
  /** GET ProgramRulesQuery → ProgramRules. */
  programRules: '/api/v1/program-rules',
  /** DELETE → Removed. */
  programRule: '/api/v1/program-rules/:id',
  /** GET DataFile. */
  dataExport: '/api/v1/data',
  /** GET → CSV. */
  dataTable: '/api/v1/data/tables/:kind',
  /** POST text/plain, ImportQuery → ImportOutcome. */
  dataPreview: '/api/v1/data/preview',
  /** POST text/plain, ImportQuery → ImportOutcome. */
  dataImport: '/api/v1/data/import',
  /** GET ConfigurationView · PATCH ChangeConfiguration → ConfigurationView. */
  configuration: '/api/v1/configuration',
  /** POST CheckConfiguration → CheckedConfiguration. */
  configurationCheck: '/api/v1/configuration/check',
  /** POST ReasonQuery → DeliveryView. */
  webhookRedelivery: '/api/v1/webhooks/:id/deliveries/:delivery/redelivery',
  /** GET Backups · POST ReasonQuery → TaskView. */
  backups: '/api/v1/backups',
  /** POST ReasonQuery → TaskView. */
  backupVerification: '/api/v1/backups/:name/verification',
  /** POST ReasonQuery → TaskView. */
  backupRehearsal: '/api/v1/backups/:name/rehearsal',
  /** POST ReasonQuery → RecoveryKey. */
  backupRecoveryKey: '/api/v1/backups/recovery-key',
  /** GET RetentionView · PUT ChangeRetention → RetentionView. */
  retention: '/api/v1/retention',
  /** GET RetentionDays → RetentionPreview. */
  retentionPreview: '/api/v1/retention/preview',
  /** GET AuditVerifications · POST ReasonQuery → TaskView. */
  auditVerification: '/api/v1/audit/verification',
  auditHead: '/api/v1/audit/head',
  /** GET Status. */
  status: '/api/v1/status',
  /** GET, Server-Sent Events: StreamQuery → StreamMessage. */
  stream: '/api/v1/stream',
  /** GET Machines · POST ConnectMachine → MachineView. */
  machines: '/api/v1/machines',
  /** GET ConnectionView · PUT ChangeConnection → ConnectionView. */
  machineConnection: '/api/v1/machines/:id/connection',
  /** DELETE → Removed. */
  machine: '/api/v1/machines/:id',
  /** POST ConnectMachine → TestedConnection. */
  machineTest: '/api/v1/machine-tests',
  /** GET MachineItems. */
  machineItems: '/api/v1/machines/:id/items',
  /** POST text/plain, ReplayRecordingQuery → MachineView. */
  recordings: '/api/v1/recordings',
  /** POST application/xml, UploadDeviceModelQuery → UploadedDeviceModel; its id goes into ReplayRecordingQuery. */
  deviceModels: '/api/v1/device-models',
  /** GET WhyStoppedQuery → WhyStopped. */
  whyStopped: '/api/v1/machines/:id/why-stopped',
  /** GET AlarmsQuery → Alarms. Changes come on the stream as `alarms`. */
  alarms: '/api/v1/alarms',
  /** GET AlarmHistoryQuery → AlarmDetail. */
  alarm: '/api/v1/alarms/:id',
  /** POST AcknowledgeAlarm → AlarmView. */
  alarmAcknowledgement: '/api/v1/alarms/:id/acknowledgement',
  /** POST CommentAlarm → AlarmView. */
  alarmComments: '/api/v1/alarms/:id/comments',
  /** POST ShelveAlarm → AlarmView. */
  alarmShelving: '/api/v1/alarms/:id/shelving',
  /** POST UnshelveAlarm → AlarmView. */
  alarmUnshelving: '/api/v1/alarms/:id/unshelving',
  /** POST ResetAlarm → AlarmView: ends a latch after its return. */
  alarmReset: '/api/v1/alarms/:id/reset',
  /** POST TakeOutOfService → AlarmView. */
  alarmOutOfService: '/api/v1/alarms/:id/out-of-service',
  /** POST ReturnToService → AlarmView. */
  alarmReturn: '/api/v1/alarms/:id/return-to-service',
  /** GET AlarmStatisticsQuery → AlarmStatistics. */
  alarmStatistics: '/api/v1/alarm-statistics',
  /** GET RationalisationsQuery → Rationalisations · POST AddRationalisation → RationalisationView. */
  rationalisations: '/api/v1/alarm-rationalisations',
  /** GET RationalisationView · PUT ChangeRationalisation → RationalisationView · DELETE → Removed. */
  rationalisation: '/api/v1/alarm-rationalisations/:id',
  /** POST logs of OpenTelemetry, as every exporter and collector sends them: OTLP/HTTP, JSON or protobuf. */
  otlpLogs: '/v1/logs',
  /** GET EventListQuery → EventPage · POST SendEvents → SentEvents. */
  events: '/api/v1/events',
  /** GET EventFilter → EventCounts. */
  eventCounts: '/api/v1/events/counts',
  /** GET FacetQuery → Facets. */
  eventFacets: '/api/v1/events/facets',
  /** GET HistogramQuery → Histogram. */
  eventHistogram: '/api/v1/events/histogram',
  /** GET PatternsQuery → Patterns. */
  eventPatterns: '/api/v1/events/patterns',
  /** GET CompletionQuery → Completions. */
  eventCompletions: '/api/v1/events/completions',
  /** GET SavedViews: one's own and shared ones · POST SaveView → SavedViewView. */
  savedViews: '/api/v1/views',
  /** GET SavedViewView · PUT SaveView → SavedViewView · DELETE → Removed. */
  savedView: '/api/v1/views/:id',
  /** GET ExportQuery → a file, CSV (RFC 4180) or NDJSON. */
  eventExport: '/api/v1/events/export',
  /** GET ShiftReportQuery → ShiftReportView. */
  shiftReport: '/api/v1/shift-report',
  /** GET ShiftReportFileQuery → HTML or PDF, to print. */
  shiftReportFile: '/api/v1/shift-report/file',
  /** GET Event, by its id `node.epoch.seq`. */
  event: '/api/v1/events/:id',
  eventProof: '/api/v1/events/:id/proof',
  /** GET ExplanationsQuery → Explanations. */
  explanations: '/api/v1/explanations',
  /** GET ShippedQuery → ShippedEntries. */
  catalogueShipped: '/api/v1/catalogue/shipped',
  /** GET Inbox. */
  catalogueInbox: '/api/v1/catalogue/inbox',
  /** GET EntriesQuery → Entries · POST AddEntry → EntryView. */
  catalogueEntries: '/api/v1/catalogue/entries',
  /** GET EntryView · PUT ChangeEntry → EntryView · DELETE → Removed. */
  catalogueEntry: '/api/v1/catalogue/entries/:id',
} as const;
